import {
  type ApiTime,
  type Behaviours,
  NEVER,
  START,
  type SimTime,
  UNSET,
  fromApiTime,
} from '@seatrial/core'
import type { PodLife } from './pod-life.ts'
import { BEFORE_RUN } from './pod-lives.ts'
import { ReadyDeadlines } from './ready-deadlines.ts'

/**
 * By when ready pods become available: `minReadySeconds` after the second at which Kubernetes stored
 * that they are ready. Nothing is stored at that moment, so somebody has to keep the time.
 */
export class Availability {
  readonly #comparison: Behaviours['availabilityComparison']
  #deadlines = new ReadyDeadlines()
  /** The instant of the simulation at which the times of results begin. */
  #origin: SimTime = START

  constructor(comparison: Behaviours['availabilityComparison']) {
    this.#comparison = comparison
  }

  /** The next instant at which to look at `due` pods; `NEVER` if there is none. */
  get nextDeadline(): SimTime {
    return this.#deadlines.first
  }

  /** The pods of the next instant; a pod may be among them in vain. */
  takeDue(): readonly number[] {
    return this.#deadlines.takeFirst()
  }

  /** When a ready pod becomes, or became, available, unless something happens to it. */
  availableAt({ pod, workload }: PodLife): SimTime {
    const minReadySeconds = workload?.minReadySeconds ?? 0
    if (minReadySeconds === 0) return BEFORE_RUN
    if (pod.readyTransitionTime === UNSET) return NEVER
    const second = (pod.readyTransitionTime + minReadySeconds) as ApiTime
    // Where that second has to have passed, the first microsecond after it counts.
    const isStrict = this.#comparison === '<'
    return (fromApiTime(second) + (isStrict ? 1 : 0) - this.#origin) as SimTime
  }

  /** Has the pod looked at again when it becomes available. */
  await(life: PodLife): void {
    const time = this.availableAt(life)
    if (time < NEVER) this.#deadlines.add(time, life.pod.identity.number)
  }

  /** From now on time is counted from that instant; who waits has to be added anew. */
  countFrom(origin: SimTime): void {
    this.#origin = origin
    this.#deadlines = new ReadyDeadlines()
  }
}
