import { type Duration, microseconds } from '@seatrial/core'
import type { z } from 'zod'
import { word } from './word.ts'

/** How often something happens by chance, at a steady pace. */
export interface Rate {
  /**
   * `each-node`: a node meets it `count` times in `per`, whatever happens to the others.
   * `all-nodes`: the nodes concerned meet it `count` times together.
   */
  readonly of: 'each-node' | 'all-nodes'
  /** Above 0; 0.05 for 5 %. */
  readonly count: number
  readonly per: Duration
}

/** Periods in hours; a month is 30 days and a year 365. */
const PERIODS: Readonly<Record<string, number>> = {
  hour: 1,
  day: 24,
  week: 7 * 24,
  month: 30 * 24,
  year: 365 * 24,
}

const RATE = /^(\d+(?:\.\d+)?)(%?)\/(hour|day|week|month|year)$/

/**
 * The rate that a text names: `5%/month` is 5 % of the nodes a month, each by itself; `3/day` is
 * three a day among all nodes. Returns `undefined` for any other text.
 */
export function parseRate(text: string): Rate | undefined {
  const match = RATE.exec(text)
  if (match === null) return undefined
  const number = Number(match[1])
  if (number === 0 || number > MOST_PER_PERIOD) return undefined
  const per = microseconds(PERIODS[match[3]!]! * 3_600_000_000)
  return match[2] === '%'
    ? { of: 'each-node', count: number / 100, per }
    : { of: 'all-nodes', count: number, per }
}

/** More than that is no churn but a typing error. */
const MOST_PER_PERIOD = 1_000_000

/** A rate in the scenario language. */
export const rateWord: z.ZodType<Rate, string> = word({
  id: 'Rate',
  expected: 'a rate such as 5%/month or 3/day',
  description:
    'How often: N%/PERIOD is that share of the nodes, each by itself; N/PERIOD is that many among all nodes. ' +
    'Periods are hour, day, week, month (30 days) and year (365 days).',
  pattern: RATE,
  examples: ['5%/month', '3/day'],
  parse: parseRate,
})
