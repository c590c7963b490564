import { type OwnerChange, type Pod, isRefusedFor } from '@seatrial/core'
import { isClaimable } from '../places/claimed-pods.ts'
import { planClaims } from '../plans/plan-claims.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import { askForAdopter, mayAdopt } from './check-adopter.ts'
import type { StageContext } from './stage-context.ts'

/** Takes the pods as the cache has them now; from here on the pass looks at these. */
export function claimPods(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { set, selector, setRecord } = sync
  setRecord.pods.settle(set, selector, context.simulation.now)
  context.passes?.podsRead(sync.key)
  const outsiders = setRecord.pods.outsiders(set, selector)
  const orphans = context.pods.orphansIn(set.metadata.namespace)
  if (outsiders.length === 0 && orphans.size === 0) {
    return isSettled(sync, context) ? 'settled' : 'choose-revisions'
  }
  return planOwners(sync, outsiders, orphans)
}

function planOwners(
  sync: StatefulSetSync,
  outsiders: readonly Pod[],
  orphans: ReadonlyMap<number, Pod>,
): StatefulSetStep {
  const { set, selector } = sync
  const claimable = [...orphans.values()].filter((pod) => isClaimable(pod, set, selector))
  const { releases, adoptions } = planClaims(set, outsiders, claimable)
  sync.releases = releases
  sync.adoptions = adoptions
  sync.cursor = 0
  return 'release-next-pod'
}

/** True when nothing has changed since a pass that had nothing to do. */
function isSettled({ set, selector, setRecord }: StatefulSetSync, context: StageContext): boolean {
  const { settled, slots } = setRecord
  if (settled === undefined) return false
  setRecord.settled = undefined
  const history = context.revisions.listFor(set, selector)
  if (!settled.holdsFor(set, history, slots.changeCount)) return false
  setRecord.settled = settled
  return true
}

/** A pod that is not there any more need not be released; other failures do not keep the rest from it. */
export function releaseNextPod(sync: StatefulSetSync): StatefulSetStep {
  if (sync.cursor > 0 && sync.answer?.type === 'refused') {
    if (!isRefusedFor(sync.answer, 'NotFound')) sync.hasFailed = true
  }
  const pod = sync.releases[sync.cursor++]
  if (pod !== undefined) {
    const change: OwnerChange = { type: 'release', uid: sync.set.metadata.uid }
    return sendOwnerChange(sync, pod, change, 'does not match the set', 'release-next-pod')
  }
  if (sync.adoptions.length > 0) return askForAdopter(sync, 'check-adopter-of-pods')
  return sync.hasFailed ? 'failed' : 'choose-revisions'
}

export function checkAdopterOfPods(sync: StatefulSetSync): StatefulSetStep {
  if (!mayAdopt(sync)) return 'failed'
  sync.cursor = 0
  return 'adopt-next-pod'
}

/** A pod that is not there any more is left out; other failures do not keep the rest from it. */
export function adoptNextPod(sync: StatefulSetSync): StatefulSetStep {
  const asked = sync.adoptions[sync.cursor - 1]
  if (asked !== undefined && sync.answer !== undefined) {
    if (sync.answer.type === 'done') sync.adopted.push(asked)
    else if (!isRefusedFor(sync.answer, 'NotFound')) sync.hasFailed = true
  }
  const pod = sync.adoptions[sync.cursor++]
  if (pod !== undefined) {
    const change: OwnerChange = { type: 'adopt', owner: sync.setRecord.owner }
    return sendOwnerChange(
      sync,
      pod,
      change,
      'matches the set and has no controller',
      'adopt-next-pod',
    )
  }
  if (sync.hasFailed) return 'failed'
  sync.setRecord.pods.admit(sync.set, sync.adopted)
  return 'choose-revisions'
}

function sendOwnerChange(
  sync: StatefulSetSync,
  { identity }: Pod,
  owner: OwnerChange,
  why: string,
  next: StatefulSetStep,
): StatefulSetStep {
  const { namespace, name, uid } = identity
  const target = { namespace, name, uid, subresource: '', why } as const
  return sync.send({ verb: 'patch', resource: 'pods', owner, ...target }, next)
}
