import type { DaemonSetIndex } from './daemon-set-index.ts'
import {
  BROKEN,
  BROKEN_AND_UNWANTED,
  COUNTS_SURGE,
  OUTDATED,
  OUTDATED_AND_UNWANTED,
  SERVES,
  SHOULD_RUN,
  SUPERSEDED,
} from './node-facts.ts'
import { collectOutdated } from './outdated-pods.ts'
import { BURST, type PodCreation, type PodDeletion, type PodPlan } from './pod-plan.ts'

/**
 * The rolling step with surge: new pods are created beside outdated ones, which go when their
 * successors are available.
 *
 * Invariants:
 * - a node whose outdated pod is not available gets a new one whatever `maxSurge` says;
 * - of the others, as many as the nodes with a surge pod already leave of `maxSurge`;
 * - an available pod where none should run goes only while more nodes serve than are desired.
 */
export function rollWithSurge(index: DaemonSetIndex, maxSurge: number): PodPlan {
  return { creates: planCreates(index, maxSurge), deletes: planDeletes(index) }
}

function planCreates(index: DaemonSetIndex, maxSurge: number): readonly PodCreation[] {
  const room = Math.max(0, maxSurge - index.count(COUNTS_SURGE))
  const creates: PodCreation[] = []
  for (let slot = index.next(BROKEN, 0); slot >= 0; slot = index.next(BROKEN, slot + 1)) {
    if (creates.length === BURST) break
    creates.push({ nodeName: index.nodeNameAt(slot), why: BESIDE_BROKEN })
  }
  const limit = Math.min(BURST, creates.length + room)
  for (let slot = index.next(OUTDATED, 0); slot >= 0; slot = index.next(OUTDATED, slot + 1)) {
    if (creates.length >= limit) break
    creates.push({ nodeName: index.nodeNameAt(slot), why: WITHIN_SURGE })
  }
  return creates
}

function planDeletes(index: DaemonSetIndex): readonly PodDeletion[] {
  const spare = Math.max(0, index.count(SERVES) - index.count(SHOULD_RUN))
  const deletes: PodDeletion[] = []
  collectOutdated(
    index,
    [SUPERSEDED, BROKEN_AND_UNWANTED],
    { limit: BURST, why: REPLACED },
    deletes,
  )
  const limit = Math.min(BURST, deletes.length + spare)
  collectOutdated(index, [OUTDATED_AND_UNWANTED], { limit, why: SPARE }, deletes)
  return deletes
}

const BESIDE_BROKEN = 'beside an outdated pod that is not available (DS-R8)'
const WITHIN_SURGE = 'beside an outdated pod, within maxSurge (DS-R9)'
const REPLACED = 'outdated, and replaced or of no use (DS-R10)'
const SPARE = 'outdated where none should run, and more nodes serve than are desired (DS-R11)'
