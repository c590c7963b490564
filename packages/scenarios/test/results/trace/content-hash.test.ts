import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ContentHash } from '../../../src/results/trace/content-hash.ts'

describe('ContentHash', () => {
  it('is equal for equal data, whatever the order of keys and whichever objects it is made of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(new ContentHash().of(reordered(value))).toBe(new ContentHash().of(value))
      }),
    )
  })

  it('differs, as good as always, for data that differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const hash = new ContentHash()
        fc.pre(JSON.stringify(reordered(one)) !== JSON.stringify(reordered(other)))
        expect(hash.of(one)).not.toBe(hash.of(other))
      }),
    )
  })

  it('is a whole number of 53 bits at most', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(Number.isSafeInteger(new ContentHash().of(value))).toBe(true)
      }),
    )
  })
})

/** The same data in new objects, keys in the opposite order of their names. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
  const entries = Object.entries(value).map(([key, field]) => [key, reordered(field)] as const)
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? 1 : -1)))
}
