import {
  type Pod,
  type SimTime,
  compareText,
  isBound,
  isTerminal,
  isTerminating,
} from '@seatrial/core'
import { type NodeFacts, SHOULD_CONTINUE } from './node-facts.ts'
import type { PodCriteria } from './pod-criteria.ts'
import type { PodDeletion } from './pod-plan.ts'

/**
 * The pods of a node that manage deletes, finished ones on a node that keeps its pods left out.
 *
 * Assumptions:
 * - the node exists, and `pods` are all pods of the set on it.
 *
 * Invariants:
 * - a node that keeps its pods is left with one running pod, or with the oldest outdated and the oldest
 *   new one while the new one has yet to become available beside a Ready outdated one;
 * - a terminating pod is never deleted again.
 */
export function excessPods(
  pods: readonly Pod[],
  facts: NodeFacts,
  criteria: PodCriteria,
  now: SimTime,
): readonly PodDeletion[] {
  const present = pods.filter((pod) => criteria.isSelected(pod) && !isTerminating(pod))
  if ((facts & SHOULD_CONTINUE) === 0) return present.map((pod) => ({ pod, why: UNWANTED }))
  const running = present.filter((pod) => !isTerminal(pod)).sort(comparePods)
  if (running.length < 2) return []
  return criteria.allowsSurge ? excessWithSurge(running, criteria, now) : excess(running.slice(1))
}

/** The Failed and Succeeded pods of a node that are not being deleted yet, in the order of the pods. */
export function finishedPods(pods: readonly Pod[], criteria: PodCriteria): readonly Pod[] {
  return pods.filter((pod) => isTerminal(pod) && !isTerminating(pod) && criteria.isSelected(pod))
}

/** The pods of a node that is gone which never got there; nobody else would delete them. */
export function strandedPods(pods: readonly Pod[], criteria: PodCriteria): readonly PodDeletion[] {
  return pods
    .filter((pod) => criteria.isSelected(pod) && isStranded(pod))
    .map((pod) => ({ pod, why: STRANDED }))
}

/** True for a pod that waits to be bound, and is not finished with. */
export function isStranded(pod: Pod): boolean {
  return !isBound(pod) && !(isTerminal(pod) && isTerminating(pod))
}

/** Bound pods first, then older ones, then by name: which one of several is kept. */
export function comparePods(one: Pod, other: Pod): number {
  if (isBound(one) !== isBound(other)) return isBound(one) ? -1 : 1
  return (
    one.identity.creationTimestamp - other.identity.creationTimestamp ||
    compareText(one.identity.name, other.identity.name)
  )
}

/** Only the hash tells the two generations apart here, not the deprecated generation. */
function excessWithSurge(
  running: readonly Pod[],
  criteria: PodCriteria,
  now: SimTime,
): readonly PodDeletion[] {
  const recent = running.find((pod) => criteria.hasCurrentHash(pod))
  const outdated = running.find((pod) => !criteria.hasCurrentHash(pod))
  const deletions = excess(running.filter((pod) => pod !== recent && pod !== outdated))
  if (recent === undefined || outdated === undefined) return deletions
  if (outdated.ready !== 'True') return [...deletions, { pod: outdated, why: UNREADY }]
  if (criteria.isAvailable(recent, now)) return [...deletions, { pod: outdated, why: SUPERSEDED }]
  return deletions
}

function excess(pods: readonly Pod[]): PodDeletion[] {
  return pods.map((pod) => ({ pod, why: EXCESS }))
}

const UNWANTED = 'the node may not keep a pod of the set (DS-M4)'
const EXCESS = 'another pod of the set on the node is older (DS-M7)'
const UNREADY = 'outdated and not Ready beside a new pod (DS-M9)'
const SUPERSEDED = 'outdated beside an available new pod (DS-M9)'
const STRANDED = 'never bound, and its node is gone (DS-M10)'
