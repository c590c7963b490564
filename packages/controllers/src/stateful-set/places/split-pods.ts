import { type Pod, compareText, isInRange, ordinalOf } from '@seatrial/core'

/** The ordinals that a set wants: from `start` on, `replicas` of them. */
export interface OrdinalRange {
  readonly start: number
  readonly replicas: number
}

/** The claimed pods of a set by their part in a pass. */
export interface PodSplit {
  /** By slot; undefined where a pod is missing. */
  readonly slots: readonly (Pod | undefined)[]
  /** Pods outside of the range, from the lowest ordinal up. */
  readonly condemned: readonly Pod[]
  /** Pods that are neither: without an ordinal, or ousted from their slot by another pod. */
  readonly others: readonly Pod[]
}

/**
 * Gives each claimed pod its part (STS-P1). Of two pods with one ordinal in the range the one that comes
 * later has the slot: Kubernetes takes them as they come, we by name, so that the plain name wins.
 */
export function splitPods(pods: Iterable<Pod>, { start, replicas }: OrdinalRange): PodSplit {
  const slots = new Array<Pod | undefined>(replicas).fill(undefined)
  const condemned: Pod[] = []
  const others: Pod[] = []
  for (const pod of pods) {
    const ordinal = ordinalOf(pod.identity.name)
    if (isInRange(ordinal, start, replicas)) {
      const rival = slots[ordinal - start]
      slots[ordinal - start] = rival === undefined ? pod : later(pod, rival)
      if (rival !== undefined) others.push(slots[ordinal - start] === pod ? rival : pod)
    } else if (ordinal >= 0) {
      condemned.push(pod)
    } else {
      others.push(pod)
    }
  }
  condemned.sort(byOrdinal)
  return { slots, condemned, others }
}

function later(one: Pod, other: Pod): Pod {
  return compareText(one.identity.name, other.identity.name) > 0 ? one : other
}

function byOrdinal(one: Pod, other: Pod): number {
  const { name } = one.identity
  const { name: otherName } = other.identity
  return ordinalOf(name) - ordinalOf(otherName) || compareText(name, otherName)
}
