import { type Pod, type SimTime, isTerminal, isTerminating } from '@seatrial/core'
import { comparePods, excessPods, isStranded } from './manage-node.ts'
import {
  AVAILABLE,
  BROKEN,
  BROKEN_AND_UNWANTED,
  COUNTS_SURGE,
  COUNTS_UNAVAILABLE,
  EXISTS,
  HAS_EXCESS,
  HAS_FINISHED,
  HAS_STRANDED,
  HAS_STRANGERS,
  LACKS_POD,
  MISSCHEDULED,
  type NodeFacts,
  OUTDATED,
  OUTDATED_AND_LOST,
  OUTDATED_AND_UNWANTED,
  READY,
  RIPENS,
  SCHEDULED,
  SERVES,
  SHOULD_CONTINUE,
  SHOULD_RUN,
  SUPERSEDED,
  UPDATED,
} from './node-facts.ts'
import type { PodCriteria } from './pod-criteria.ts'

/**
 * All facts of one node of one set, from what the node allows and the set's pods on it.
 *
 * Assumptions:
 * - `pods` are the pods that the set controls there, in any order; those that its selector does not
 *   match are strangers and count for nothing else;
 * - a pod that is both terminal and terminating counts for nothing at all.
 */
export function classifyNode(
  pods: readonly Pod[],
  eligibility: NodeFacts,
  criteria: PodCriteria,
  now: SimTime,
): NodeFacts {
  let facts = eligibility
  let count = 0
  let first: Pod | undefined
  let recent: Pod | undefined
  let outdated: Pod | undefined
  let recentCount = 0
  let outdatedCount = 0
  let runningCount = 0
  for (const pod of pods) {
    if (!criteria.isSelected(pod)) {
      facts |= HAS_STRANGERS
      continue
    }
    const isGoing = isTerminating(pod)
    const isFinished = isTerminal(pod)
    if (isGoing && isFinished) continue
    count++
    if (first === undefined || comparePods(pod, first) < 0) first = pod
    if (criteria.isRipening(pod, now)) facts |= RIPENS
    if (isStranded(pod) && (facts & EXISTS) === 0) facts |= HAS_STRANDED
    if (isGoing) continue
    if (!isFinished) runningCount++
    else if ((facts & SHOULD_CONTINUE) !== 0) facts |= HAS_FINISHED
    if (criteria.isUpToDate(pod)) {
      recent = pod
      recentCount++
    } else {
      outdated = pod
      outdatedCount++
    }
  }
  if (first !== undefined) facts |= statusFacts(first, facts, criteria, now)
  if ((facts & EXISTS) !== 0) {
    facts |= manageFacts(pods, facts, { count, runningCount }, criteria, now)
  }
  if (first === undefined && (facts & SHOULD_RUN) === 0) return facts
  if (recentCount > 1 || outdatedCount > 1) return facts | COUNTS_UNAVAILABLE | COUNTS_SURGE
  return facts | rolloutFacts(recent, outdated, facts, criteria, now)
}

/** The first pod speaks for its node; on a node that should run none it is in the wrong place. */
function statusFacts(first: Pod, facts: NodeFacts, criteria: PodCriteria, now: SimTime): NodeFacts {
  if ((facts & SHOULD_RUN) === 0) return (facts & EXISTS) === 0 ? 0 : MISSCHEDULED
  let status = SCHEDULED
  if (first.ready === 'True') status |= READY
  if (criteria.isAvailable(first, now)) status |= AVAILABLE
  if (criteria.isUpToDate(first)) status |= UPDATED
  return status
}

function manageFacts(
  pods: readonly Pod[],
  facts: NodeFacts,
  { count, runningCount }: { readonly count: number; readonly runningCount: number },
  criteria: PodCriteria,
  now: SimTime,
): NodeFacts {
  if (count === 0) return (facts & SHOULD_RUN) === 0 ? 0 : LACKS_POD
  if ((facts & SHOULD_RUN) !== 0 && runningCount === 0 && criteria.allowsSurge) return LACKS_POD
  if ((facts & SHOULD_CONTINUE) !== 0 && runningCount < 2) return 0
  return excessPods(pods, facts, criteria, now).length === 0 ? 0 : HAS_EXCESS
}

/** Where a node with at most one new and one outdated pod stands in a rollout. */
function rolloutFacts(
  recent: Pod | undefined,
  outdated: Pod | undefined,
  facts: NodeFacts,
  criteria: PodCriteria,
  now: SimTime,
): NodeFacts {
  const isRecentAvailable = recent !== undefined && criteria.isAvailable(recent, now)
  if (outdated === undefined) return isRecentAvailable ? SERVES : COUNTS_UNAVAILABLE
  const serves = criteria.isAvailable(outdated, now) ? SERVES : 0
  if (recent !== undefined) {
    return serves | COUNTS_UNAVAILABLE | (isRecentAvailable ? SUPERSEDED : COUNTS_SURGE)
  }
  const lost = (facts & EXISTS) === 0 ? OUTDATED_AND_LOST : 0
  const isWanted = (facts & SHOULD_RUN) !== 0
  if (serves === 0) {
    return lost | COUNTS_UNAVAILABLE | (isWanted ? BROKEN : BROKEN_AND_UNWANTED)
  }
  return lost | serves | (isWanted ? OUTDATED : OUTDATED_AND_UNWANTED)
}
