import { describe, expect, it } from 'vitest'
import type { TraceEntry } from '../../src/churn/churn-options.ts'
import { NEVER, type SimTime, seconds } from '../../src/kernel/time.ts'
import { ChurnRig } from './churn-rig.ts'

function entry(second: number, node: string, event: TraceEntry['event']): TraceEntry {
  return { time: seconds(second) as number as SimTime, node, event }
}

function replayed(...trace: readonly TraceEntry[]): readonly (readonly [number, string, string])[] {
  const rig = new ChurnRig({ trace })
  rig.join('pool', 2)
  rig.simulation.runUntil(NEVER)
  return rig.deeds.map(({ time, what, node }) => [time / 1e6, what, node] as const)
}

describe('a trace', () => {
  it('is replayed in order of time, lines of one instant as they stand', () => {
    const deeds = replayed(
      entry(30, 'pool-1', 'recover'),
      entry(10, 'pool-1', 'fail'),
      entry(10, 'pool-0', 'fail'),
    )

    expect(deeds).toEqual([
      [10, 'stop', 'pool-1'],
      [10, 'stop', 'pool-0'],
      [30, 'start', 'pool-1'],
    ])
  })

  it('speaks of slots: the successor of a node bears its fate from then on', () => {
    const deeds = replayed(
      entry(1, 'pool-0', 'notice'),
      entry(2, 'pool-0', 'terminate'),
      entry(3, 'pool-0', 'join'),
      entry(4, 'pool-0', 'fail'),
    )

    expect(deeds).toEqual([
      [1, 'evacuate', 'pool-0'],
      [2, 'terminate', 'pool-0'],
      [3, 'provide', 'pool-0-1'],
      [4, 'stop', 'pool-0-1'],
    ])
  })

  it('leaves out what does not fit', () => {
    const deeds = replayed(
      entry(1, 'elsewhere', 'fail'),
      entry(2, 'pool-0', 'recover'),
      entry(3, 'pool-0', 'join'),
      entry(4, 'pool-0', 'fail'),
      entry(5, 'pool-0', 'fail'),
      entry(6, 'pool-0', 'notice'),
    )

    expect(deeds).toEqual([[4, 'stop', 'pool-0']])
  })
})
