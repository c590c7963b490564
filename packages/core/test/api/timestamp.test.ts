import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  formatTimestamp,
  parseTimestamp,
  type WallTime,
  wallTimeAt,
} from '../../src/api/timestamp.ts'
import { seconds, type SimTime } from '../../src/kernel/time.ts'

describe('parseTimestamp', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1969-12-31T23:59:59Z', -1_000_000],
    ['2000-03-01T12:00:00.500Z', 951_912_000_500_000],
    ['2000-02-29T23:59:59.999999999Z', 951_868_799_999_999],
    ['2018-12-16T06:16:18+09:00', 1_544_908_578_000_000],
    ['2018-12-15T16:46:18-04:30', 1_544_908_578_000_000],
  ])('reads %s', (text, microseconds) => {
    expect(parseTimestamp(text)).toBe(microseconds)
  })

  it.each([
    '',
    '2000-03-01',
    '2000-03-01T12:00:00',
    '2000-03-01 12:00:00Z',
    '2000-03-01T12:00:00.Z',
    '2000-13-01T12:00:00Z',
    '2000-00-01T12:00:00Z',
    '2001-02-29T12:00:00Z',
    '1900-02-29T12:00:00Z',
    '2000-04-31T12:00:00Z',
    '2000-03-01T24:00:00Z',
    '2000-03-01T12:60:00Z',
    '2000-03-01T12:00:60Z',
    '2000-03-01T12:00:00+24:00',
  ])('refuses "%s"', (text) => {
    expect(parseTimestamp(text)).toBeUndefined()
  })

  it('agrees with the calendar of the platform, and formatTimestamp turns it back', () => {
    const earliest = Date.parse('0000-01-01T00:00:00Z')
    const latest = Date.parse('9999-12-31T23:59:59.999Z')
    fc.assert(
      fc.property(fc.integer({ min: earliest, max: latest }), (milliseconds) => {
        const text = new Date(milliseconds).toISOString()

        expect(parseTimestamp(text)).toBe(milliseconds * 1_000)
        expect(formatTimestamp((milliseconds * 1_000) as WallTime)).toBe(`${text.slice(0, 19)}Z`)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('wallTimeAt', () => {
  it('counts from the epoch of the run', () => {
    const epoch = parseTimestamp('2026-01-01T00:00:00Z')!

    const time = wallTimeAt(epoch, seconds(90) as number as SimTime)

    expect(formatTimestamp(time)).toBe('2026-01-01T00:01:30Z')
  })
})
