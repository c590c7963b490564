import { describe, expect, it } from 'vitest'
import { type Duration, hours, minutes, seconds } from '@seatrial/core'
import { formatRoughly } from '../../src/text/format-roughly.ts'

const cases: readonly (readonly [Duration, string])[] = [
  [0 as Duration, '0 s'],
  [seconds(4.26), '4.3 s'],
  [seconds(92.4), '92 s'],
  [seconds(102), '1.7 min'],
  [minutes(24.6), '25 min'],
  [minutes(99.4), '99 min'],
  [hours(1.72), '1.7 h'],
  [hours(47), '47 h'],
  [hours(60), '2.5 days'],
]

describe('formatRoughly', () => {
  it.each(cases)('%i µs is about %s', (duration, text) => {
    expect(formatRoughly(duration)).toBe(text)
  })
})
