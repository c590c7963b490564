import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import type { CaughtSignals, Signal, Terminal } from './terminal.ts'

/**
 * The terminal of this process. Standard output may be closed at any time: what comes then is lost
 * quietly.
 */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr } = process
  ignoreClosedPipe(stdout)
  ignoreClosedPipe(stderr)
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

/** Whoever reads us, such as `head`, may have seen enough. */
function ignoreClosedPipe(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
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
