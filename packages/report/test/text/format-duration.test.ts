import { type Duration, hours, microseconds, milliseconds, minutes, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { formatDuration } from '../../src/text/format-duration.ts'

describe('formatDuration', () => {
  const cases: readonly (readonly [Duration, string])[] = [
    [seconds(0), '0s'],
    [microseconds(300), '300µs'],
    [milliseconds(850), '850ms'],
    [microseconds(999_500), '1s'],
    [seconds(4.2), '4.2s'],
    [seconds(25), '25s'],
    [seconds(59.96), '1m 00s'],
    [seconds(754), '12m 34s'],
    [seconds(3_599.6), '1h 00m'],
    [minutes(62), '1h 02m'],
    [hours(76), '3d 04h'],
    [seconds(-90), '-1m 30s'],
    [Infinity as Duration, 'never'],
  ]

  it.each(cases)('%d µs is %s', (duration, text) => {
    expect(formatDuration(duration)).toBe(text)
  })
})
