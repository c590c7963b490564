import type { Duration } from '@seatrial/core'
import { InputError, InputErrors, parseDuration } from '@seatrial/scenarios'

/** How many `things` a flag asks for. Throws `InputErrors`. */
export function parseCount(flag: string, things: string, text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0
  if (count >= 1 && count <= COUNT_MAX) return count
  throw flagError(flag, `a number of ${things}, from 1 to ${COUNT_MAX}`, text)
}

const COUNT_MAX = 1_000_000

/** The time between rows that `--interval` asks for. Throws `InputErrors`. */
export function parseInterval(text: string): Duration {
  const interval = parseDuration(text)
  if (interval !== undefined && interval > 0) return interval
  throw flagError('--interval', 'a duration above 0, such as 10s', text)
}

/** What is wrong with the value of a flag. */
export function flagError(
  flag: string,
  expected: string,
  got: string,
  suggestion?: string,
): InputErrors {
  const fields = { file: flag, path: '', expected, got: JSON.stringify(got), suggestion }
  return new InputErrors([new InputError(fields)])
}
