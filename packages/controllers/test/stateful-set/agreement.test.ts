import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ControllerRig } from './controller-rig.ts'
import { worlds } from './random-worlds.ts'
import { Referee } from './reference/referee.ts'
import { happen, worldEvents } from './world-events.ts'

/** SEATRIAL_RUNS tries so many times as many random worlds; a failure prints its seed. */
const RUNS = Number(process.env['SEATRIAL_RUNS'] ?? 1)

describe('the incremental controller agrees with the literal reference', () => {
  it('on random states', () => {
    fc.assert(
      fc.property(worlds, ({ objects, options }) => {
        const rig = new ControllerRig(objects, options)
        const referee = new Referee(rig)

        rig.sync()

        expect(referee.comparedCount).toBeGreaterThan(0)
      }),
      { numRuns: 500 * RUNS },
    )
  })

  it('on random stories, whose states follow from each other', () => {
    const stories = fc.record({
      world: worlds,
      events: fc.array(worldEvents, { minLength: 5, maxLength: 40 }),
    })
    fc.assert(
      fc.property(stories, ({ world: { objects, options }, events }) => {
        const rig = new ControllerRig(objects, options)
        const referee = new Referee(rig)

        for (const event of events) {
          happen(rig, event)
          rig.sync()
        }

        expect(referee.comparedCount).toBeGreaterThan(0)
      }),
      { numRuns: 70 * RUNS },
    )
  })
})
