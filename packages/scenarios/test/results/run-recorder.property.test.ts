import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Action, ScannedCluster, TICK, action } from './scanned-cluster.ts'

const play: fc.Arbitrary<readonly (readonly Action[])[]> = fc.array(
  fc.array(action, { maxLength: 6 }),
  { minLength: 1, maxLength: 25 },
)

describe('RunRecorder', () => {
  it('agrees with a scan of the whole store on every row, measure and part of a pod’s life', () => {
    fc.assert(
      fc.property(play, (ticks) => {
        const { recorded, scanned } = run(ticks)

        expect(recorded).toEqual(scanned)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps Little’s law: pods summed over time are the lives of all pods together', () => {
    fc.assert(
      fc.property(play, (ticks) => {
        const { rows, lives } = run(ticks).recorded
        const podsOverTime = rows.reduce((sum, { created }) => sum + created * TICK, 0)

        expect([...lives.values()].reduce((sum, life) => sum + life, 0)).toBe(podsOverTime)
      }),
    )
  })

  it('loses no pod: those that were created exist, or have gone', () => {
    fc.assert(
      fc.property(play, (ticks) => {
        const { podsCreated, podsExisting, podsGone } = run(ticks).recorded

        expect(podsCreated).toBe(podsExisting + podsGone)
      }),
    )
  })
})

function run(ticks: readonly (readonly Action[])[]): ReturnType<ScannedCluster['finish']> {
  const cluster = new ScannedCluster()
  for (const [tick, actions] of ticks.entries()) cluster.play(tick, actions)
  return cluster.finish(ticks.length)
}
