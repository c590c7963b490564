import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JsonValue, canonicalJson, compareText } from '@seatrial/core'

describe('canonicalJson', () => {
  it('sorts keys by their bytes, $ before capitals before small letters', () => {
    expect(canonicalJson({ spec: 1, Kind: 2, $patch: 'replace', metadata: null })).toBe(
      '{"$patch":"replace","Kind":2,"metadata":null,"spec":1}',
    )
  })

  it('escapes what HTML and JavaScript would take for more than text', () => {
    expect(canonicalJson('<a href="x">&\u2028\u2029\u007f/é😀\u0007\t')).toBe(
      '"\\u003ca href=\\"x\\"\\u003e\\u0026\\u2028\\u2029\u007f/é😀\\u0007\\t"',
    )
  })

  it('writes whole numbers of any size digit by digit', () => {
    expect(canonicalJson([9007199254740993n, 123456789012345680, -0.5])).toBe(
      '[9007199254740993,123456789012345680,-0.5]',
    )
  })

  it('means what it was made of', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as JsonValue))).toEqual(
          JSON.parse(JSON.stringify(value)),
        )
      }),
    )
  })

  it('does not depend on the order in which keys were set', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (dictionary) => {
        const reversed = Object.fromEntries(Object.entries(dictionary).reverse())

        expect(canonicalJson(reversed)).toBe(canonicalJson(dictionary))
      }),
    )
  })
})

describe('compareText', () => {
  it('orders texts as their UTF-8 bytes', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(text, text, (left, right) => {
        const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right))

        expect(Math.sign(compareText(left, right))).toBe(bytes)
      }),
    )
  })

  it('puts an astral character after the end of the basic plane', () => {
    expect(['\u{1F600}', '\uFF5E', 'z'].sort(compareText)).toEqual(['z', '\uFF5E', '\u{1F600}'])
  })
})
