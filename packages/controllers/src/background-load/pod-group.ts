import { type Pod, isBound, isTerminal, isTerminating } from '@seatrial/core'
import type { LoadOwner } from './load-owner.ts'

/** What a group lacks or has too much. */
export interface GroupPlan {
  readonly create: number
  readonly surplus: readonly Pod[]
}

/**
 * The pods of a Deployment or Job that work for it, those that have been asked for and are not seen yet,
 * and how many have run to their end.
 */
export class PodGroup {
  owner: LoadOwner | undefined
  requested = 0
  /** How many of its pods have begun to run, and how many have run to their end. */
  started = 0
  finished = 0
  readonly #active = new Map<number, Pod>()

  has(pod: Pod): boolean {
    return this.#active.has(pod.identity.number)
  }

  /** A version of a pod has come; it works for its owner unless it is ending or has ended. */
  put(pod: Pod): void {
    if (isTerminating(pod) || isTerminal(pod)) this.remove(pod)
    else this.#active.set(pod.identity.number, pod)
  }

  remove(pod: Pod): void {
    this.#active.delete(pod.identity.number)
  }

  /** One of its pods has run to its end. */
  finish(pod: Pod): void {
    this.remove(pod)
    this.finished++
  }

  /** What is to be done; a surplus is taken from pods without a node first, then from the newest. */
  plan(): GroupPlan {
    const { owner } = this
    if (owner === undefined) return NOTHING
    const wanted = Math.min(owner.parallelism, owner.completions - this.finished)
    const missing = wanted - this.#active.size - this.requested
    if (missing >= 0) return { create: missing, surplus: [] }
    const pods = [...this.#active.values()].sort(
      (one, other) =>
        Number(isBound(one)) - Number(isBound(other)) ||
        other.identity.number - one.identity.number,
    )
    return { create: 0, surplus: pods.slice(0, Math.max(0, this.#active.size - wanted)) }
  }
}

const NOTHING: GroupPlan = { create: 0, surplus: [] }
