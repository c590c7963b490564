import { PHASES, type SimTime, Simulation } from '@seatrial/core'
import { ScenarioRun } from '@seatrial/scenarios'
import { type Size, type Suite, bytesOf, suite } from '../../harness.ts'
import { creation } from './scenarios.ts'

/** What does a pod hold on to that runs, in the store, in every cache and in the recorders? And an event? */
export const memory: Suite = suite('cluster/memory', [
  {
    type: 'value',
    name: '100,000 running pods, with all caches',
    unit: 'bytes/pod',
    target: { atMost: 1_000 },
    measure: (_rows, size) => bytesOf(() => runningPods(podsOf(size))) / podsOf(size),
  },
  {
    type: 'value',
    name: '100,000 pending events',
    unit: 'bytes/event',
    target: { atMost: 32 },
    measure: (_rows, size) => bytesOf(() => pendingEvents(podsOf(size))) / podsOf(size),
  },
])

function podsOf(size: Size): number {
  return size === 'full' ? 100_000 : 1_000
}

function runningPods(pods: number): ScenarioRun {
  const input = creation({ kind: 'StatefulSet', pods })
  const run = new ScenarioRun(input, { timeline: 'drop', pods: 'drop' })
  if (!run.advance(Infinity) || run.result().outcome !== 'done') throw new Error('they do not run')
  return run
}

function pendingEvents(count: number): Simulation {
  const simulation = new Simulation()
  const nothing = simulation.defineEvent('Nothing', PHASES.clusterTimer, () => {})
  // A stride that is coprime to the count spreads the times evenly and in no order.
  for (let event = 0; event < count; event++) {
    simulation.scheduleAt(((event * 7_919) % count) as SimTime, nothing, event)
  }
  return simulation
}
