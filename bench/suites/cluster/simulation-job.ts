import { type Scenario, simulate } from '@seatrial/scenarios'
import type { Counts, Job } from '../../harness.ts'

/** What is counted of a run that must get done. */
export function countsOf(input: Scenario): Counts {
  const { outcome, eventCount, changeCount, podCounts } = simulate(input, {
    timeline: 'drop',
    pods: 'drop',
  })
  return {
    done: outcome === 'done' ? 1 : 0,
    events: eventCount,
    changes: changeCount,
    ...podCounts,
  }
}

/** A whole run, with every participant and recorder on, as so many units of work. */
export function simulationJob(input: Scenario, work: number): Job {
  return { work, counts: countsOf(input), run: () => countsOf(input) }
}
