import { minutes, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { roughRange } from '../../src/text/rough-range.ts'

describe('roughRange', () => {
  it.each([
    [minutes(15.7), minutes(20.2), '16–20 min'],
    [seconds(80), minutes(2.04), '80 s to 2 min'],
    [minutes(15.9), minutes(16.1), '16 min'],
  ])('%i to %i microseconds: %s', (low, high, text) => {
    expect(roughRange(low, high)).toBe(text)
  })
})
