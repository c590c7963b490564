import type { Signal } from './terminal/terminal.ts'

/** How the process ends. */
export const EXIT_CODE = {
  done: 0,
  /** An expectation failed, or is undecided. */
  expectationFailed: 1,
  /** Bad usage or bad input. */
  badInput: 2,
  /** The run stalled, or reached its horizon. */
  unfinished: 3,
  /** Something that must always hold does not: a mistake of ours. */
  invariantViolated: 4,
  interrupted: 130,
  terminated: 143,
} as const

/** One of the codes with which the process ends. */
export type ExitCode = (typeof EXIT_CODE)[keyof typeof EXIT_CODE]

/** What comes first when several things went wrong. */
const GRAVEST_FIRST: readonly ExitCode[] = [
  EXIT_CODE.invariantViolated,
  EXIT_CODE.badInput,
  EXIT_CODE.unfinished,
  EXIT_CODE.expectationFailed,
]

/** How a signal ends the process. */
export function exitCodeOfSignal(signal: Signal): ExitCode {
  return signal === 'SIGINT' ? EXIT_CODE.interrupted : EXIT_CODE.terminated
}

/** The one code for several outcomes. */
export function gravestOf(codes: readonly ExitCode[]): ExitCode {
  return GRAVEST_FIRST.find((code) => codes.includes(code)) ?? EXIT_CODE.done
}
