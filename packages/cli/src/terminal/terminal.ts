/** What a command needs of the process that it runs in: its streams, its clock and its signals. */
export interface Terminal {
  /** How this program is called here, as in `seatrial`. */
  readonly program: string
  /** Whether standard output takes colours. */
  readonly hasColors: boolean
  /** Whether somebody watches standard error, so that progress may be shown there. */
  readonly showsProgress: boolean
  /** How many threads can run at a time. */
  readonly parallelism: number
  /** The variables of the environment. */
  readonly environment: Environment

  /** Writes to standard output, which holds results and nothing else. */
  write(text: string): void

  /** Writes to standard error. */
  writeError(text: string): void

  /** All of standard input. It can be read once. */
  readStandardInput(): Promise<Uint8Array>

  /** Wall time in milliseconds, for durations only. */
  now(): number

  /** From now on, signals do not end the process, but wait to be asked for. */
  catchSignals(): CaughtSignals
}

/** What the environment of a process says. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Signals that would have ended the process. */
export interface CaughtSignals {
  /** The first one that comes since they are caught, as soon as there is time for it. */
  readonly arrival: Promise<Signal>
  /** Lets signals in, and returns the first one that came since they are caught. */
  next(): Promise<Signal | undefined>
  /** Signals end the process again. */
  release(): void
}

/** Somebody wants the process to end. */
export type Signal = 'SIGINT' | 'SIGTERM'
