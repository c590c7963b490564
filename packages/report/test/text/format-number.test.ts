import { describe, expect, it } from 'vitest'
import { formatNumber, formatPercent } from '../../src/text/format-number.ts'

describe('formatNumber', () => {
  it.each([
    [0, 0, '0'],
    [999, 0, '999'],
    [1_000, 0, '1,000'],
    [1_234_567.891, 2, '1,234,567.89'],
    [-1_234.5, 1, '-1,234.5'],
    [-0.04, 1, '0.0'],
  ])('writes %d with %d decimals as %s', (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text)
  })
})

describe('formatPercent', () => {
  it('writes a fraction of 1', () => {
    expect([formatPercent(0.953), formatPercent(1, 0)]).toEqual(['95.3 %', '100 %'])
  })
})
