import {
  type Pod,
  type StatefulSet,
  UNSET,
  controllerOf,
  isRefusedFor,
  parentOf,
} from '@seatrial/core'
import type { Pass } from './pass.ts'
import { asMember } from './pod-rules.ts'
import { byAge } from './revisions.ts'
import { RefusedError } from './view.ts'

/** `statefulset.md` §6, step 4. */
export function adoptRevisions(pass: Pass): void {
  const orphans = pass.view.revisions.filter(
    ({ metadata }) =>
      controllerOf(metadata.ownerReferences) === undefined &&
      pass.selector.matches(metadata.labels),
  )
  if (orphans.length === 0) return
  if (!isLiveSetOurs(pass)) throw new RefusedError('Other')
  for (const { metadata } of orphans.toSorted(byAge)) {
    pass.must({ verb: 'patch', resource: 'controllerrevisions', name: metadata.name })
  }
}

/** §6.1, the table. */
export function claimPods(pass: Pass): void {
  const { uid } = pass.set.metadata
  const isDeleting = pass.set.metadata.deletionTimestamp !== UNSET
  const adopted: Pod[] = []
  const kept: Pod[] = []
  let hasFailed = false
  let mayAdopt: boolean | undefined
  for (const pod of pass.view.pods) {
    const owner = pod.metadata.controller
    const matches =
      parentOf(pod.identity.name) === pass.set.metadata.name &&
      pass.selector.matches(pod.metadata.labels)
    if (owner?.uid === uid) {
      if (matches) kept.push(pod)
      else if (!isDeleting) hasFailed = !release(pass, pod) || hasFailed
    } else if (owner === undefined && matches && !isDeleting) {
      if (pod.deletionTimestamp === UNSET) adopted.push(pod)
    }
  }
  for (const pod of adopted) {
    mayAdopt ??= isLiveSetOurs(pass)
    if (!mayAdopt) throw new RefusedError('Other')
    const result = pass.ask({ verb: 'patch', resource: 'pods', name: pod.identity.name })
    if (result.type === 'done') kept.push(pod)
    else if (!isRefusedFor(result, 'NotFound')) hasFailed = true
  }
  if (hasFailed) throw new RefusedError('Other')
  pass.claimed = kept.map(asMember)
}

/** False when it failed; a pod that is not there any more needs no release. */
function release(pass: Pass, pod: Pod): boolean {
  const result = pass.ask({ verb: 'patch', resource: 'pods', name: pod.identity.name })
  return result.type === 'done' || isRefusedFor(result, 'NotFound')
}

function isLiveSetOurs(pass: Pass): boolean {
  const { name, uid } = pass.set.metadata
  const result = pass.ask({ verb: 'get', resource: 'statefulsets', name })
  if (result.type === 'refused') return false
  const live = result.object as StatefulSet
  return live.metadata.uid === uid && live.metadata.deletionTimestamp === UNSET
}
