import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entityKey, joinedKey } from '../../src/index.ts'

describe('the key of a name in pieces', () => {
  it('is that of the name', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (pieces) => {
        expect(joinedKey(...pieces)).toBe(entityKey(pieces.join('')))
      }),
    )
  })
})
