import { milliseconds, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { humanDuration, shortHumanDuration } from '../../src/kubectl/human-duration.ts'

// The vectors of pod-lifecycle-and-latency.md §6.1, in seconds, with the short form beside.
const VECTORS: readonly (readonly [number, string, string])[] = [
  [-2, '<invalid>', '<invalid>'],
  [-1, '0s', '0s'],
  [0, '0s', '0s'],
  [119, '119s', '1m'],
  [120, '2m', '2m'],
  [121, '2m1s', '2m'],
  [599, '9m59s', '9m'],
  [600, '10m', '10m'],
  [3_600, '60m', '1h'],
  [10_799, '179m', '2h'],
  [10_800, '3h', '3h'],
  [10_860, '3h1m', '3h'],
  [28_799, '7h59m', '7h'],
  [28_800, '8h', '8h'],
  [172_799, '47h', '1d'],
  [172_800, '2d', '2d'],
  [176_400, '2d1h', '2d'],
  [691_199, '7d23h', '7d'],
  [691_200, '8d', '8d'],
  [63_071_999, '729d', '1y'],
  [63_072_000, '2y', '2y'],
  [63_158_400, '2y1d', '2y'],
  [252_287_999, '7y364d', '7y'],
  [252_288_000, '8y', '8y'],
]

describe('humanDuration', () => {
  it.each(VECTORS)('writes %d s as %s', (count, human, short) => {
    expect(humanDuration(seconds(count))).toBe(human)
    expect(shortHumanDuration(seconds(count))).toBe(short)
  })

  it('cuts to whole seconds toward zero, on both sides of it', () => {
    const texts = [-1_999, -999, 999, 1_999].map((count) => humanDuration(milliseconds(count)))

    expect(texts).toEqual(['0s', '0s', '0s', '1s'])
  })
})
