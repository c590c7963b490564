import { REPLICATION_MEASURES, summariseMeasure } from '@seatrial/scenarios'
import { describe, expect, it } from 'vitest'
import { certaintyLines, unrepeatedLines } from '../../src/run/certainty-lines.ts'

const DURATION = REPLICATION_MEASURES.find(({ name }) => name === 'rolloutDuration')!

function linesOf(count: number, stalled: number, interval: { low: number; high: number }): string {
  const durations = Array.from({ length: count }, (_, index) =>
    index < stalled ? Infinity : 60 + index,
  )
  const probability = stalled / count
  return certaintyLines(
    {
      replicationCount: count,
      stalled: { happened: stalled, count, probability, interval: { ...interval, level: 0.95 } },
      duration: summariseMeasure(DURATION, durations),
      expectations: [],
    },
    200,
  ).join('\n')
}

describe('how sure a run is', () => {
  it('is said by the median, by where nine of ten runs lie, and by the p99', () => {
    expect(linesOf(400, 0, { low: 0, high: 0.009 })).toBe(
      '400 runs with other chance: median 4m 19s, nine of ten 1m 19s–7m 19s, ' +
        'p99 7m 35s (95 % CI 7m 31s–7m 39s), none stalled, so at most 0.9 % do',
    )
  })

  it('has an open end where there are too few for both', () => {
    expect(linesOf(50, 0, { low: 0, high: 0.07 })).toMatch(
      /p99 1m 49s \(95 % CI at least \S+ \S+\)/,
    )
  })

  it('is said to be unknown of a run that is too long to be repeated unasked', () => {
    expect(unrepeatedLines({ type: 'not tried', reason: 'too long' })).toEqual([
      'this run alone, too long to be repeated unasked: --replications 30 repeats it',
    ])
    expect(unrepeatedLines({ type: 'not tried', reason: 'not repeated' })).toEqual([])
  })

  it('counts a stall as a run that never ends', () => {
    expect(linesOf(100, 7, { low: 0.029, high: 0.139 })).toMatch(
      /nine of ten \S+ \S+–never, p99 never .*7 of 100 stalled \(95 % CI 2\.9 %–13\.9 %\)$/,
    )
  })
})
