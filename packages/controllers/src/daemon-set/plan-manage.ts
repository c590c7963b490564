import type { Duration, Pod, SimTime } from '@seatrial/core'
import type { DaemonSetIndex } from './daemon-set-index.ts'
import type { FailedPodBackoff } from './failed-pod-backoff.ts'
import { excessPods, finishedPods, strandedPods } from './manage-node.ts'
import { HAS_EXCESS, HAS_FINISHED, HAS_STRANDED, LACKS_POD, type NodeFacts } from './node-facts.ts'
import { BURST, type PodCreation, type PodDeletion, type PodPlan } from './pod-plan.ts'

/** What manage does to bring each node to the pods that it should have. */
export interface ManagePlan extends PodPlan {
  /** Failed pods among the deleted, with the keys of the windows that their deletions open. */
  readonly failed: readonly { readonly pod: Pod; readonly windowKey: string }[]
  /** Succeeded pods among the deleted. */
  readonly succeeded: readonly Pod[]
  /** After which times to look again, since failed pods were left alone. */
  readonly waits: readonly Duration[]
}

/**
 * Plans the reconciliation of every node that needs any. `generationKey` is by what the failed pods of
 * this set and generation are remembered.
 *
 * Finished pods are looked at on all nodes, whatever comes of it; apart from them the plan ends where
 * its burst does.
 */
export function planManage(
  index: DaemonSetIndex,
  backoff: FailedPodBackoff,
  generationKey: string,
  now: SimTime,
): ManagePlan {
  if (ACTED_ON.every((fact) => index.count(fact) === 0)) return NOTHING
  const finished = clearFinished(index, backoff, generationKey, now)
  const deletes = [...finished.deletes]
  collectExcess(index, now, deletes)
  collectStranded(index, deletes)
  return { ...finished, creates: planCreates(index), deletes: deletes.slice(0, BURST) }
}

function planCreates(index: DaemonSetIndex): readonly PodCreation[] {
  const creates: PodCreation[] = []
  let slot = index.next(LACKS_POD, 0)
  while (slot >= 0 && creates.length < BURST) {
    creates.push({ nodeName: index.nodeNameAt(slot), why: LACKING })
    slot = index.next(LACKS_POD, slot + 1)
  }
  return creates
}

/** Of several failed pods on a node one goes; the others find the window that it has just opened. */
function clearFinished(
  index: DaemonSetIndex,
  backoff: FailedPodBackoff,
  generationKey: string,
  now: SimTime,
): Omit<ManagePlan, 'creates'> {
  const deletes: PodDeletion[] = []
  const failed: { readonly pod: Pod; readonly windowKey: string }[] = []
  const succeeded: Pod[] = []
  const waits: Duration[] = []
  let slot = index.next(HAS_FINISHED, 0)
  for (; slot >= 0; slot = index.next(HAS_FINISHED, slot + 1)) {
    const windowKey = `${generationKey}/${index.nodeNameAt(slot)}`
    let wait = backoff.waitOf(windowKey, now)
    for (const pod of finishedPods(index.pods.on(index.nodeAt(slot)), index.criteria)) {
      if (pod.phase === 'Succeeded') {
        succeeded.push(pod)
        deletes.push({ pod, why: SUCCEEDED })
      } else if (wait > 0) {
        waits.push(wait)
      } else {
        wait = backoff.lengthAfter(windowKey, now)
        failed.push({ pod, windowKey })
        deletes.push({ pod, why: FAILED })
      }
    }
  }
  return { deletes, failed, succeeded, waits }
}

function collectExcess(index: DaemonSetIndex, now: SimTime, deletes: PodDeletion[]): void {
  let slot = index.next(HAS_EXCESS, 0)
  while (slot >= 0 && deletes.length < BURST) {
    const node = index.nodeAt(slot)
    const pods = excessPods(index.pods.on(node), index.factsOf(node), index.criteria, now)
    deletes.push(...pods)
    slot = index.next(HAS_EXCESS, slot + 1)
  }
}

function collectStranded(index: DaemonSetIndex, deletes: PodDeletion[]): void {
  let slot = index.next(HAS_STRANDED, 0)
  while (slot >= 0 && deletes.length < BURST) {
    deletes.push(...strandedPods(index.pods.on(index.nodeAt(slot)), index.criteria))
    slot = index.next(HAS_STRANDED, slot + 1)
  }
}

/** The facts for which anything is done. */
const ACTED_ON: readonly NodeFacts[] = [LACKS_POD, HAS_EXCESS, HAS_FINISHED, HAS_STRANDED]

const NOTHING: ManagePlan = Object.freeze({
  creates: [],
  deletes: [],
  failed: [],
  succeeded: [],
  waits: [],
})

const LACKING = 'the node lacks a pod (DS-M1)'
const FAILED = 'failed (DS-F1)'
const SUCCEEDED = 'succeeded (DS-M6)'
