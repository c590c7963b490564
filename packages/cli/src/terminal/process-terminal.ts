import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { EXIT_CODE } from '../exit-code.ts'
import { describeWriteError } from '../files/write-error.ts'
import type { CaughtSignals, Signal, Terminal } from './terminal.ts'

/**
 * The terminal of this process. Standard output may be closed at any time: what comes then is lost
 * quietly.
 */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  stdout.on('error', endWithoutReader)
  // Nobody is left who could be told.
  stderr.on('error', () => {})
  return {
    program: process.env['npm_lifecycle_event'] === 'start' ? 'npm start --' : 'seatrial',
    hasColors: stdout.isTTY && !process.env['NO_COLOR'],
    showsProgress: stderr.isTTY,
    parallelism: availableParallelism(),
    environment: process.env,
    write: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    readStandardInput: async () => {
      const chunks: Uint8Array[] = []
      for await (const chunk of stdin) chunks.push(chunk as Uint8Array)
      return Buffer.concat(chunks)
    },
    now: () => performance.now(),
    catchSignals,
  }
}

/** Whoever reads us, such as `head`, may have seen enough; but a full disk loses what was asked for. */
function endWithoutReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return
  process.stderr.write(
    `standard output: expected what can be written to, got ${describeWriteError(error)}\n`,
  )
  process.exit(EXIT_CODE.badInput)
}

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM']

function catchSignals(): CaughtSignals {
  let first: Signal | undefined
  let arrive: (signal: Signal) => void = () => {}
  const arrival = new Promise<Signal>((resolve) => void (arrive = resolve))
  const remember = (signal: NodeJS.Signals): void => {
    first ??= signal as Signal
    arrive(first)
  }
  for (const signal of SIGNALS) process.on(signal, remember)
  return {
    arrival,
    next: async () => {
      await setImmediate()
      return first
    },
    release: () => {
      for (const signal of SIGNALS) process.off(signal, remember)
    },
  }
}
