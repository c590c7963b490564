import { type SimTime, after, seconds } from '@seatrial/core'
import type { Workload } from '../workloads/workload.ts'

/**
 * How many pods a fault of the new revision would reach before somebody could notice it: the most pods
 * of that revision until the first of them had been ready for `minReadySeconds`, or to the end of the
 * rollout where none ever was. What happens at that very instant already knows.
 */
export class BlastRadius {
  readonly #revisionBefore: string
  #reached = 0
  #noticedAt = Infinity

  /** Begins when the rollout is asked for; the controller has not named the new revision yet. */
  constructor({ updateRevision }: Workload) {
    this.#revisionBefore = updateRevision
  }

  /** In pods. */
  get size(): number {
    // One pod at least is ready, even if all that went before fell on one instant.
    return this.#noticedAt === Infinity ? this.#reached : Math.max(1, this.#reached)
  }

  /** A pod of that revision is ready for the first time. */
  podReady(workload: Workload, revision: string, now: SimTime): void {
    if (this.#noticedAt < Infinity || revision !== workload.updateRevision) return
    if (this.#isNamed(workload)) this.#noticedAt = after(now, seconds(workload.minReadySeconds))
  }

  /** Reads how the workload stands at the end of an instant. */
  read(workload: Workload, time: SimTime): void {
    if (time >= this.#noticedAt || workload.updated <= this.#reached) return
    if (this.#isNamed(workload)) this.#reached = workload.updated
  }

  /** Not every rollout has a new revision: a lower partition only moves pods to one that is known. */
  #isNamed({ updateRevision, set }: Workload): boolean {
    if (updateRevision !== this.#revisionBefore) return true
    return set !== undefined && set.status.observedGeneration >= set.metadata.generation
  }
}
