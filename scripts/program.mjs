import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The top folder of the checkout. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs a program to its end and resolves to its exit code; an end by a signal is 128 + its number,
 * as a shell reports it. `options` are those of `spawn`; output is shared with this process and the
 * working folder is the checkout's top unless they say otherwise.
 */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: 'inherit', ...options })
    const stopListening = leaveSignalsTo(child)
    child.once('error', reject)
    child.once('close', (code, signal) => {
      stopListening()
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

/** Runs a script with this Node. */
export function runNode(script, args, options) {
  return run(process.execPath, [path.resolve(root, script), ...args], options)
}

/**
 * An interrupted run keeps its finished work and says so with its exit code, so this process must
 * outlive it. A terminal sends SIGINT to both; SIGTERM comes to this process alone.
 */
function leaveSignalsTo(child) {
  const ignore = () => {}
  const forward = () => child.kill('SIGTERM')
  process.on('SIGINT', ignore).on('SIGTERM', forward)
  return () => process.off('SIGINT', ignore).off('SIGTERM', forward)
}
