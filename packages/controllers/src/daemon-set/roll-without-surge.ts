import type { DaemonSetIndex } from './daemon-set-index.ts'
import {
  BROKEN,
  BROKEN_AND_UNWANTED,
  COUNTS_UNAVAILABLE,
  OUTDATED,
  OUTDATED_AND_UNWANTED,
} from './node-facts.ts'
import { collectOutdated } from './outdated-pods.ts'
import { BURST, type PodDeletion, type PodPlan } from './pod-plan.ts'

/**
 * The rolling step without surge: outdated pods are deleted, and manage creates their successors.
 *
 * Invariants:
 * - an outdated pod that is not available is deleted whatever `maxUnavailable` says;
 * - of the available ones, as many as the nodes without an available pod leave of `maxUnavailable`.
 */
export function rollWithoutSurge(index: DaemonSetIndex, maxUnavailable: number): PodPlan {
  const budget = Math.max(0, maxUnavailable - index.count(COUNTS_UNAVAILABLE))
  const deletes: PodDeletion[] = []
  collectOutdated(index, [BROKEN, BROKEN_AND_UNWANTED], { limit: BURST, why: BROKEN_POD }, deletes)
  const limit = Math.min(BURST, deletes.length + budget)
  collectOutdated(index, [OUTDATED, OUTDATED_AND_UNWANTED], { limit, why: WITHIN_BUDGET }, deletes)
  return { creates: [], deletes }
}

const BROKEN_POD = 'outdated and not available (DS-R5)'
const WITHIN_BUDGET = 'outdated, within maxUnavailable (DS-R6)'
