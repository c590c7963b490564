import { increments } from '../suites/kernel/increments.ts'

/** A piece of work that any simulation program can do, in whole microseconds. */
export interface Work {
  readonly type: 'hold' | 'mm1'
  readonly name: string
  /** HOLD: how many events are pending. */
  readonly size: number
  /** How many holds, or customers, make a round. */
  readonly units: number
  readonly unit: 'hold' | 'customer'
}

/** What the peers are compared at. */
export const works: readonly Work[] = [
  ...[1_000, 10_000, 100_000].map((size): Work => ({
    type: 'hold',
    name: `hold-${size}`,
    size,
    units: 200_000,
    unit: 'hold',
  })),
  { type: 'mm1', name: 'mm1', size: 0, units: 100_000, unit: 'customer' },
]

/**
 * A work as the text of a file: a line with its type, size, units and the number of rounds to time,
 * after one that is not timed; then a number a line.
 *
 * HOLD: 8,192 increments. Entity e is due first at increment e mod 8,192 plus ⌊e / 8,192⌋, and hold h of
 * a round puts its event back by increment h mod 8,192. M/M/1: 8,192 pauses between arrivals, 8,192
 * services, each by the customer's number mod 8,192.
 *
 * The checksum begins at 0 and goes through all rounds: for each hold or departure it is multiplied by
 * 31, and the time is added, in 32 bits. Times do not depend on the order within an instant.
 */
export function workFile({ type, size, units }: Work): string {
  const numbers =
    type === 'hold'
      ? [increments({ shape: 'exponential', meanSeconds: 30 })]
      : [
          increments({ shape: 'exponential', meanSeconds: 1 }),
          increments({ shape: 'exponential', meanSeconds: 1 / 1.1 }).toReversed(),
        ]
  const lines = numbers.flatMap((column) => [...column].map(String))
  return [[type, size, units, ROUNDS].join(' '), ...lines, ''].join('\n')
}

const ROUNDS = 7
