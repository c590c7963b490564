import { type Duration, microseconds } from '@seatrial/core'
import type { z } from 'zod'
import { word } from './word.ts'

/** Units of a duration, in microseconds, longest first: the order in which they may be combined. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['d', 86_400_000_000],
  ['h', 3_600_000_000],
  ['m', 60_000_000],
  ['s', 1_000_000],
  ['ms', 1_000],
  ['us', 1],
])

const PART = /(\d+(?:\.\d+)?)(d|h|ms|us|m|s)/y

/**
 * The duration that a text like `25s`, `2m30s`, `1h`, `500ms` or `1d` names; `0` needs no unit.
 * Units come from the longest to the shortest, each once. Returns `undefined` for any other text.
 */
export function parseDuration(text: string): Duration | undefined {
  if (text === '0') return microseconds(0)
  const units = [...UNITS.keys()]
  let total = 0
  let nextUnit = 0
  PART.lastIndex = 0
  do {
    const part = PART.exec(text)
    if (part === null) return undefined
    const unit = units.indexOf(part[2]!)
    if (unit < nextUnit) return undefined
    nextUnit = unit + 1
    total += Number(part[1]) * UNITS.get(part[2]!)!
  } while (PART.lastIndex < text.length)
  return total <= LONGEST ? microseconds(total) : undefined
}

/** A hundred years: far longer than any run, and sums of such stay exact. */
const LONGEST = 100 * 365 * 86_400_000_000

/** What errors say instead of a duration. */
export const A_DURATION = 'a duration such as 25s, 2m30s or 500ms'

/** A duration in the scenario language, in whole microseconds once parsed. */
export const durationWord: z.ZodType<Duration, string> = word({
  id: 'Duration',
  expected: A_DURATION,
  description: 'A duration: whole or decimal numbers with d, h, m, s, ms or us.',
  pattern: /^(0|(\d+(\.\d+)?(d|h|m|s|ms|us))+)$/,
  examples: ['25s', '2m30s', '500ms'],
  parse: parseDuration,
})

/** A duration above 0. */
export const positiveDurationWord: z.ZodType<Duration, string> = word({
  id: 'PositiveDuration',
  expected: `${A_DURATION}, above 0`,
  description: 'A duration above 0.',
  pattern: /^(\d+(\.\d+)?(d|h|m|s|ms|us))+$/,
  examples: ['25s'],
  parse: (text) => parseDuration(text) || undefined,
})

/** A duration that may also be `never`, which is longer than any run. */
export const durationOrNeverWord: z.ZodType<Duration, string> = word({
  expected: `${A_DURATION}, or never`,
  description: 'A duration, or never.',
  pattern: /^(never|0|(\d+(\.\d+)?(d|h|m|s|ms|us))+)$/,
  examples: ['25s', 'never'],
  parse: (text) => (text === 'never' ? microseconds(LONGEST) : parseDuration(text)),
})
