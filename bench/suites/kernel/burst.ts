import { NEVER, PHASES, Simulation, after, seconds, START } from '@seatrial/core'
import { type Job, type Size, type Suite, type TimeQuestion, suite } from '../../harness.ts'

/**
 * What does an event cost that shares its instant with a thousand others?
 *
 * The bucketed burst of DSSim's benchmarks: all events are known from the start and fall on a hundred
 * instants. So do the resyncs, probes and reports of a large cluster.
 */
export const burst: Suite = suite('kernel/burst', [
  question('100,000 events at 100 instants', 100_000),
  question('1,000,000 events at 100 instants', 1_000_000),
])

const INSTANTS = 100
const WORKERS = 50

function question(name: string, events: number): TimeQuestion {
  return { type: 'time', name, unit: 'event', prepare: (size) => jobOf(events, size) }
}

function jobOf(events: number, size: Size): Job {
  const work = size === 'short' ? 2_000 : events
  const doneOf = new Int32Array(WORKERS)
  return {
    work,
    counts: { events: work, ofFirstWorker: work / WORKERS },
    run: () => {
      doneOf.fill(0)
      const { executedCount } = runBurst(work, doneOf)
      return { events: executedCount, ofFirstWorker: doneOf[0] ?? 0 }
    },
  }
}

function runBurst(events: number, doneOf: Int32Array): Simulation {
  const simulation = new Simulation()
  const work = simulation.defineEvent('Work', PHASES.clusterTimer, (worker) => {
    doneOf[worker] = (doneOf[worker] as number) + 1
  })
  for (let event = 0; event < events; event++) {
    // A stride that is coprime to the number of instants visits them in no order.
    const instant = after(START, seconds((event * 37) % INSTANTS))
    simulation.scheduleAt(instant, work, event % WORKERS)
  }
  simulation.runUntil(NEVER)
  return simulation
}
