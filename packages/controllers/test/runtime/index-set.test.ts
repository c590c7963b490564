import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IndexSet } from '../../src/runtime/index-set.ts'

describe('IndexSet', () => {
  it('finds the same members as a sorted list', () => {
    const operation = fc.record({
      add: fc.boolean(),
      index: fc.nat(2_999),
      from: fc.integer({ min: -5, max: 3_010 }),
    })

    fc.assert(
      fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
        const set = new IndexSet(3_000)
        const model = new Set<number>()
        for (const { add, index, from } of operations) {
          set.set(index, add)
          if (add) model.add(index)
          else model.delete(index)
          const sorted = [...model].toSorted((one, other) => one - other)

          expect(set.size).toBe(model.size)
          expect(set.has(index)).toBe(add)
          expect(set.next(from)).toBe(sorted.find((member) => member >= from) ?? -1)
          expect(set.previous(from)).toBe(sorted.findLast((member) => member <= from) ?? -1)
        }
      }),
    )
  })
})
