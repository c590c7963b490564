import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SimTime } from '../../src/kernel/time.ts'
import { DeliveryLine } from '../../src/store/delivery-line.ts'
import type { StoredChange } from '../../src/store/stored-change.ts'

function change(resourceVersion: number): StoredChange {
  return { resourceVersion } as StoredChange
}

describe('a delivery line', () => {
  test('gives changes in the order in which they came, whatever comes and goes between', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 400 }), (comings) => {
        const line = new DeliveryLine()
        const came: number[] = []
        const taken: number[] = []
        for (const [version, comes] of comings.entries()) {
          if (comes) {
            line.push(change(version), (version * 2) as SimTime)
            came.push(version)
          } else if (line.length > 0) {
            taken.push(line.firstTime / 2)
            taken.push(line.take().resourceVersion)
          }
        }
        const left = line.takeAll().map(({ resourceVersion }) => resourceVersion)
        expect(taken.filter((_, index) => index % 2 === 1).concat(left)).toEqual(came)
        expect(taken.filter((_, index) => index % 2 === 0).concat(left)).toEqual(came)
      }),
    )
  })

  test('has no first time while it is empty', () => {
    expect(new DeliveryLine().firstTime).toBe(Infinity)
  })
})
