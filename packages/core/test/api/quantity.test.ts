import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Quantity,
  addQuantities,
  compareQuantities,
  formatQuantity,
  parseQuantity,
  quantityMilliValue,
  quantityValue,
  roundUpToMilli,
  subtractQuantities,
  toMilliNumber,
} from '@seatrial/core'

const suffixes = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'T', 'P', 'Ki', 'Mi', 'Gi', 'Ti', 'e3', 'E-2']

/** Texts that are quantities: a sign, digits with or without a point, a suffix. */
const quantityText = fc
  .tuple(
    fc.constantFrom('', '+', '-'),
    fc.nat(999_999_999),
    fc.option(fc.stringMatching(/^\d{0,12}$/)),
    fc.constantFrom(...suffixes),
  )
  .map(
    ([sign, whole, fraction, suffix]) =>
      `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${suffix}`,
  )

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text)
  expect(parsed, text).toBeDefined()
  return parsed!
}

describe('quantities', () => {
  it.each([
    ['1000', '1k'],
    ['1024Ki', '1Mi'],
    ['0.5', '500m'],
    ['1.5Gi', '1536Mi'],
    ['1.1Gi', '1181116006400m'],
    ['12e4', '120e3'],
    ['1e3', '1e3'],
    ['+1', '+1'],
    ['01', '01'],
    ['5.', '5.'],
    ['0.0000000001', '1n'],
    ['8Ei', '9223372036854775807'],
  ])('write %s back as %s', (text, canonical) => {
    expect(formatQuantity(quantity(text))).toBe(canonical)
  })

  it.each(['', '1K', '1p', '1 Gi', '1e', '1..2', '0x10', '--1', 'NaN'])('refuse %j', (text) => {
    expect(parseQuantity(text)).toBeUndefined()
  })

  it('round up away from zero', () => {
    expect(quantityValue(quantity('1.2'))).toBe(2n)
    expect(quantityValue(quantity('-1.2'))).toBe(-2n)
    expect(quantityMilliValue(quantity('1u'))).toBe(1n)
    expect(formatQuantity(roundUpToMilli(quantity('1n')))).toBe('1m')
    expect(formatQuantity(roundUpToMilli(quantity('1e3')))).toBe('1e3')
  })

  it('give thousandths as a number, however large they are', () => {
    expect(toMilliNumber(quantity('500m'))).toBe(500)
    expect(toMilliNumber(quantity('64Gi'))).toBe(64 * 1024 * 1024 * 1024 * 1000)
    expect(toMilliNumber(quantity('1n'))).toBe(1)
    expect(toMilliNumber(quantity('1e400000'))).toBe(Infinity)
  })

  it('mean the same after they were written and read again', () => {
    fc.assert(
      fc.property(quantityText, (text) => {
        const once = formatQuantity(quantity(text))
        const again = quantity(once)

        expect(formatQuantity(again)).toBe(once)
        expect(compareQuantities(again, quantity(text))).toBe(0)
      }),
    )
  })

  it('come back when what was added is taken away', () => {
    fc.assert(
      fc.property(quantityText, quantityText, (left, right) => {
        const sum = addQuantities(quantity(left), quantity(right))
        const difference = subtractQuantities(sum, quantity(right))

        expect(compareQuantities(difference, quantity(left))).toBe(0)
      }),
    )
  })

  it('are ordered as their differences say', () => {
    fc.assert(
      fc.property(quantityText, quantityText, (left, right) => {
        const order = compareQuantities(quantity(left), quantity(right))
        const difference = subtractQuantities(quantity(left), quantity(right))

        expect(order).toBe(compareQuantities(difference, quantity('0')))
        expect(compareQuantities(quantity(right), quantity(left)) + order).toBe(0)
      }),
    )
  })
})
