import type { Pod } from '@seatrial/core'
import {
  AVAILABLE,
  CREATED,
  type PlaceFacts,
  RUNNING_AND_READY,
  TERMINATING,
} from './place-facts.ts'

/** The five counters of a StatefulSet's status (STS-T1). */
export interface PodCounts {
  readonly replicas: number
  readonly readyReplicas: number
  readonly availableReplicas: number
  readonly currentReplicas: number
  readonly updatedReplicas: number
}

/** Pods with one revision label. */
interface LabelCount {
  /** All of them, also those that are in no store yet. */
  claimed: number
  created: number
  /** Created and not terminating. */
  live: number
}

/** Counts pods by state and by revision label, kept up to date pod by pod. */
export class PodTally {
  readonly #labels = new Map<string, LabelCount>()
  #created = 0
  #ready = 0
  #available = 0

  add(pod: Pod, facts: PlaceFacts): void {
    this.#labelled(pod.metadata.revision, facts, 1)
    this.#count(0, facts)
  }

  remove(pod: Pod, facts: PlaceFacts): void {
    this.#labelled(pod.metadata.revision, facts, -1)
    this.#count(facts, 0)
  }

  /** Counts a pod anew whose facts have changed; most changes do not concern its label. */
  move(pod: Pod, before: PlaceFacts, after: PlaceFacts): void {
    if (((before ^ after) & (CREATED | TERMINATING)) !== 0) {
      this.#labelled(pod.metadata.revision, before, -1)
      this.#labelled(pod.metadata.revision, after, 1)
    }
    this.#count(before, after)
  }

  /** The counters, given the names of the two revisions. */
  counts(currentRevision: string, updateRevision: string): PodCounts {
    return {
      replicas: this.#created,
      readyReplicas: this.#ready,
      availableReplicas: this.#available,
      currentReplicas: this.#labels.get(currentRevision)?.live ?? 0,
      updatedReplicas: this.#labels.get(updateRevision)?.live ?? 0,
    }
  }

  /** True when some pod carries the label. */
  has(revision: string): boolean {
    return this.#labels.has(revision)
  }

  /** Created pods, terminating ones too, that do not carry the label. */
  createdWithout(revision: string): number {
    return this.#created - (this.#labels.get(revision)?.created ?? 0)
  }

  #count(before: PlaceFacts, after: PlaceFacts): void {
    this.#created += holds(after, CREATED) - holds(before, CREATED)
    this.#ready += holds(after, READY) - holds(before, READY)
    this.#available += holds(after, READY_AND_AVAILABLE) - holds(before, READY_AND_AVAILABLE)
  }

  #labelled(label: string, facts: PlaceFacts, by: 1 | -1): void {
    let count = this.#labels.get(label)
    if (count === undefined) {
      count = { claimed: 0, created: 0, live: 0 }
      this.#labels.set(label, count)
    }
    count.claimed += by
    if (count.claimed === 0) this.#labels.delete(label)
    count.created += by * holds(facts, CREATED)
    if ((facts & TERMINATING) === 0) count.live += by * holds(facts, CREATED)
  }
}

const READY = CREATED | RUNNING_AND_READY
const READY_AND_AVAILABLE = READY | AVAILABLE

/** 1 if all of the wanted facts hold, else 0. */
function holds(facts: PlaceFacts, wanted: PlaceFacts): 0 | 1 {
  return (facts & wanted) === wanted ? 1 : 0
}
