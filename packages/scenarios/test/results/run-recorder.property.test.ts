import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ScannedCluster, action } from './scanned-cluster.ts'

describe('RunRecorder, against a scan of the whole store', () => {
  it('agrees on every row, measure and part of a pod’s life', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(action, { maxLength: 6 }), { minLength: 1, maxLength: 25 }),
        (ticks) => {
          const model = new ScannedCluster()
          for (const [tick, actions] of ticks.entries()) model.play(tick, actions)
          const { recorded, scanned } = model.finish(ticks.length)
          expect(recorded).toEqual(scanned)
        },
      ),
      { numRuns: 300 },
    )
  })
})
