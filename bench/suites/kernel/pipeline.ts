import { type Duration, NEVER, PHASES, Simulation, START, seconds } from '@seatrial/core'
import { type Counts, type Job, type Size, type Suite, type Target, suite } from '../../harness.ts'
import { INCREMENTS, increments } from './increments.ts'

/**
 * What does an event cost when a million pods each go through eight of them?
 *
 * Each event changes its pod's state, counts and schedules the next one. With all pods at once the
 * queue holds a million events; with a window of 5,000 it holds what a controller keeps in flight.
 */
export const pipeline: Suite = suite('kernel/pipeline', [
  question('1,000,000 pods × 8 events, all at once', Infinity, { atMost: 150 }),
  question('1,000,000 pods × 8 events, 5,000 in flight', 5_000, { atMost: 150 }),
])

const STAGES = 8

function question(name: string, window: number, target: Target) {
  return {
    type: 'time' as const,
    name,
    unit: 'event',
    target,
    prepare: (size: Size) => jobOf(window, size),
  }
}

function jobOf(window: number, size: Size): Job {
  const pods = size === 'short' ? 2_000 : 1_000_000
  const delays = increments({ shape: 'exponential', meanSeconds: 30 })
  return {
    work: pods * STAGES,
    counts: { events: pods * STAGES, finished: pods, pending: 0 },
    run: () => runPods(pods, Math.min(window, pods), delays),
  }
}

function runPods(pods: number, window: number, delays: Float64Array): Counts {
  const simulation = new Simulation()
  const stageOf = new Uint8Array(pods)
  const changedAt = new Float64Array(pods)
  const podsInStage = new Int32Array(STAGES + 1)
  let started = window
  podsInStage[0] = window

  const advance = simulation.defineEvent('PodAdvances', PHASES.clusterTimer, (pod) => {
    const stage = stageOf[pod] as number
    const next = stage + 1
    stageOf[pod] = next
    changedAt[pod] = simulation.now
    podsInStage[stage] = (podsInStage[stage] as number) - 1
    podsInStage[next] = (podsInStage[next] as number) + 1
    if (next < STAGES) simulation.scheduleAfter(delayOf(pod, next), advance, pod)
    else if (started < pods) {
      podsInStage[0] = (podsInStage[0] as number) + 1
      simulation.scheduleAfter(seconds(0), advance, started++)
    }
  })
  const delayOf = (pod: number, stage: number): Duration => {
    const bits = scramble(pod * STAGES + stage)
    return ((delays[bits & (INCREMENTS - 1)] as number) + (bits >>> 18)) as Duration
  }

  for (let pod = 0; pod < window; pod++) simulation.scheduleAt(START, advance, pod)
  simulation.runUntil(NEVER)
  const { executedCount, pendingCount } = simulation
  return { events: executedCount, finished: podsInStage[STAGES] as number, pending: pendingCount }
}

/** For each pod and stage another place in the table and another fraction of 16 ms beside it. */
function scramble(word: number): number {
  let bits = Math.imul(word ^ (word >>> 15), 0x2c1b_3c6d)
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a_2d39)
  return bits ^ (bits >>> 15)
}
