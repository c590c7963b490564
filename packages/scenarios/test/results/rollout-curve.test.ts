import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { START, type SimTime, seconds } from '@seatrial/core'
import { RolloutCurve } from '../../src/results/rollouts/rollout-curve.ts'

function standing(ready: number, updated: number) {
  return { ready, updated, unavailable: 10 - ready }
}

describe('RolloutCurve', () => {
  it('has a point a second at first, with the worst of each', () => {
    const curve = new RolloutCurve(seconds(100) as number as SimTime)
    curve.read(standing(10, 0), 100_000_000 as SimTime)
    curve.read(standing(8, 0), 100_200_000 as SimTime)
    curve.read(standing(9, 1), 100_400_000 as SimTime)
    curve.advance(102_500_000 as SimTime)

    expect(curve.points).toEqual([
      { time: 100_000_000, ready: 8, unavailable: 2, updated: 1 },
      { time: 101_000_000, ready: 9, unavailable: 1, updated: 1 },
      { time: 102_000_000, ready: 9, unavailable: 1, updated: 1 },
    ])
  })

  it('stays small and loses no dip, however long it lasts', () => {
    const reading = fc.record({
      wait: fc.integer({ min: 0, max: 3_000_000_000 }),
      ready: fc.integer({ min: 0, max: 10 }),
    })
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1, maxLength: 400 }), (readings) => {
        const curve = new RolloutCurve(START)
        let time = 0
        readings.forEach(({ wait, ready }, index) => {
          time += index === 0 ? 0 : wait
          curve.read(standing(ready, index), time as SimTime)
        })
        const { points } = curve

        expect(points.length).toBeLessThanOrEqual(256)
        expect(Math.min(...points.map(({ ready }) => ready))).toBe(
          Math.min(...readings.map(({ ready }) => ready)),
        )
        expect(points.at(-1)?.updated).toBe(readings.length - 1)
        expect(points.at(-1)!.time).toBeLessThanOrEqual(time)
      }),
    )
  })
})
