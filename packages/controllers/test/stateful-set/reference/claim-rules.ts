import type { OwnerReference, StatefulSet } from '@seatrial/core'

/** Whose claim: the pod by name and uid ('' while it is an idea), inside or outside of the range. */
export interface ClaimPod {
  readonly name: string
  readonly uid: string
  readonly isCondemned: boolean
}

/** `statefulset.md` §11.1, the table. */
function desired(
  set: StatefulSet,
  pod: ClaimPod,
): { readonly set: boolean; readonly pod: boolean } {
  const policy = retention(set)
  switch (`${policy.whenScaled}/${policy.whenDeleted}`) {
    case 'Retain/Delete':
      return { set: true, pod: false }
    case 'Delete/Retain':
      return { set: false, pod: pod.isCondemned }
    case 'Delete/Delete':
      return { set: !pod.isCondemned, pod: pod.isCondemned }
    default:
      return { set: false, pod: false }
  }
}

/** §11.2, "up to date?", the first hit wins. */
export function isUpToDate(
  owners: readonly OwnerReference[],
  set: StatefulSet,
  pod: ClaimPod,
): boolean {
  const firstSet = owners.find((owner) => isOfSet(owner, set))
  const firstPod = owners.find((owner) => isOfPod(owner, pod))
  if (firstSet !== undefined && firstSet.uid !== set.metadata.uid) return true
  if (firstPod !== undefined && firstPod.uid !== pod.uid) return true
  const hasSet = owners.some(({ uid }) => uid === set.metadata.uid)
  const hasPod = owners.some(({ uid }) => uid === pod.uid)
  if (isContested(owners, set, pod)) return !hasSet && !hasPod
  for (const { uid, controller } of owners) {
    if ((uid === set.metadata.uid || uid === pod.uid) && controller !== true) return false
  }
  const wanted = desired(set, pod)
  return hasSet === wanted.set && hasPod === wanted.pod
}

/** §11.2, 2: an unexpected controller. */
export function isContested(
  owners: readonly OwnerReference[],
  set: StatefulSet,
  pod: ClaimPod,
): boolean {
  const policy = retention(set)
  if (policy.whenScaled === 'Retain' && policy.whenDeleted === 'Retain') return false
  for (const owner of owners) {
    if (isOfSet(owner, set)) {
      if (owner.uid !== set.metadata.uid) return true
    } else if (isOfPod(owner, pod)) {
      if (owner.uid !== pod.uid) return true
    } else if (owner.controller === true) {
      return true
    }
  }
  return false
}

/** §11.2, repair. */
export function repaired(
  owners: readonly OwnerReference[],
  set: StatefulSet,
  pod: ClaimPod,
): readonly OwnerReference[] {
  const kept = owners.filter((owner) => !isOfSet(owner, set) && !isOfPod(owner, pod))
  if (isContested(owners, set, pod)) return kept
  const wanted = desired(set, pod)
  const flags = { controller: true, blockOwnerDeletion: true }
  if (wanted.set && !kept.some(({ uid }) => uid === set.metadata.uid)) {
    const { name, uid } = set.metadata
    kept.push({ apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid, ...flags })
  }
  if (wanted.pod && !kept.some(({ uid }) => uid === pod.uid)) {
    kept.push({ apiVersion: 'v1', kind: 'Pod', name: pod.name, uid: pod.uid, ...flags })
  }
  return kept
}

/** §11.3. */
export function isStaleFor(
  owners: readonly OwnerReference[],
  set: StatefulSet,
  pod: ClaimPod,
): boolean {
  if (retention(set).whenScaled === 'Retain') return false
  const first = owners.find((owner) => isOfPod(owner, pod))
  return first !== undefined && first.uid !== pod.uid
}

function retention(set: StatefulSet): {
  readonly whenScaled: string
  readonly whenDeleted: string
} {
  return (
    set.spec.persistentVolumeClaimRetentionPolicy ?? { whenScaled: 'Retain', whenDeleted: 'Retain' }
  )
}

function isOfSet({ apiVersion, kind, name }: OwnerReference, set: StatefulSet): boolean {
  return apiVersion === 'apps/v1' && kind === 'StatefulSet' && name === set.metadata.name
}

function isOfPod({ apiVersion, kind, name }: OwnerReference, pod: ClaimPod): boolean {
  return apiVersion === 'v1' && kind === 'Pod' && name === pod.name
}
