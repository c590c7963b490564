import type { Pod } from '@seatrial/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PodsByOrdinal } from '../../../src/stateful-set/places/pods-by-ordinal.ts'

const ordinals = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 900, max: 3_000 }),
  fc.integer({ min: 0, max: 2_147_483_647 }),
)

test('pods by ordinal are what a map of them would be, wherever their ordinals lie', () => {
  const step = fc.record({ ordinal: ordinals, isSet: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const pods = new PodsByOrdinal()
      const expected = new Map<number, Pod>()
      for (const [number, { ordinal, isSet }] of steps.entries()) {
        const pod = { number } as unknown as Pod
        if (isSet) pods.set(ordinal, pod)
        else pods.delete(ordinal)
        if (isSet) expected.set(ordinal, pod)
        else expected.delete(ordinal)
      }
      const found = [...pods.ordinals()].map((ordinal) => [ordinal, pods.get(ordinal)] as const)
      expect(found.length).toBe(expected.size)
      expect(new Map(found)).toEqual(expected)
      for (const { ordinal } of steps) expect(pods.get(ordinal)).toBe(expected.get(ordinal))
    }),
  )
})
