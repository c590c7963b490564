import type { SimTime } from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ReadyDeadlines } from '../../../src/results/pods/ready-deadlines.ts'

describe('ReadyDeadlines', () => {
  it('gives pods in the order of time, those of one instant in the order of addition', () => {
    const step = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant('take' as const))

    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const deadlines = new ReadyDeadlines()
        let model: { readonly time: number; readonly pod: number }[] = []
        for (const [pod, time] of steps.entries()) {
          if (time !== 'take') {
            deadlines.add(time as SimTime, pod)
            model.push({ time, pod })
            continue
          }
          const first = Math.min(...model.map((entry) => entry.time))
          expect(deadlines.first).toBe(first)
          if (model.length === 0) continue
          const due = model.filter((entry) => entry.time === first)
          expect(deadlines.takeFirst()).toEqual(due.map((entry) => entry.pod))
          model = model.filter((entry) => entry.time !== first)
        }
      }),
    )
  })

  it('forgets what has been taken, however many instants there were', () => {
    const deadlines = new ReadyDeadlines()

    for (let time = 0; time < 5_000; time++) {
      deadlines.add(time as SimTime, time)
      expect(deadlines.takeFirst()).toEqual([time])
    }

    expect(deadlines.first).toBe(Infinity)
  })
})
