import type { OwnerReference, StatefulSet } from '@seatrial/core'

/** `spec.persistentVolumeClaimRetentionPolicy`, filled in. */
export interface ClaimRetention {
  readonly whenScaled: string
  readonly whenDeleted: string
}

/** Whose claim it is: the set, and the pod that uses it or would use it. */
export interface ClaimUser {
  readonly setName: string
  readonly setUid: string
  readonly ordinal: number
  readonly podName: string
  /** '' for a pod that is not there yet. */
  readonly podUid: string
  /** The pod is outside of the set's range. */
  readonly isCondemned: boolean
}

const RETAIN: ClaimRetention = Object.freeze({ whenScaled: 'Retain', whenDeleted: 'Retain' })

/** The retention policy of a set; without one, claims are retained. */
export function claimRetentionOf(set: StatefulSet): ClaimRetention {
  return set.spec.persistentVolumeClaimRetentionPolicy ?? RETAIN
}

/** Whether the references of a claim to its set and pod are those that the policy wants (STS-C2). */
export function areOwnersAsWanted(
  owners: readonly OwnerReference[],
  user: ClaimUser,
  retention: ClaimRetention,
): boolean {
  if (hasStaleReference(owners, user)) return true
  const hasSet = owners.some(({ uid }) => uid === user.setUid)
  const hasPod = user.podUid !== '' && owners.some(({ uid }) => uid === user.podUid)
  if (hasUnexpectedController(owners, user, retention)) return !hasSet && !hasPod
  if (owners.some((owner) => isOurs(owner, user) && owner.controller !== true)) return false
  const wanted = wantedOwners(user, retention)
  return hasSet === (wanted === 'set') && hasPod === (wanted === 'pod')
}

/** The references that a repair leaves on a claim (STS-C3). */
export function repairedOwners(
  owners: readonly OwnerReference[],
  user: ClaimUser,
  retention: ClaimRetention,
): readonly OwnerReference[] {
  const others = owners.filter((owner) => !namesSet(owner, user) && !namesPod(owner, user))
  const wanted = hasUnexpectedController(owners, user, retention)
    ? 'nobody'
    : wantedOwners(user, retention)
  const added = wanted === 'nobody' ? [] : [referenceTo(wanted, user)]
  const isThere = others.some(({ uid }) => uid === added[0]?.uid)
  return isThere ? others : [...others, ...added]
}

/** True when somebody else controls the claim, so that we keep our hands off it. */
export function hasUnexpectedController(
  owners: readonly OwnerReference[],
  user: ClaimUser,
  { whenScaled, whenDeleted }: ClaimRetention,
): boolean {
  if (whenScaled === 'Retain' && whenDeleted === 'Retain') return false
  return owners.some((owner) => {
    if (namesSet(owner, user)) return owner.uid !== user.setUid
    if (namesPod(owner, user)) return owner.uid !== user.podUid
    return owner.controller === true
  })
}

/** True when the claim still belongs to an earlier pod of this name, with which it will go (STS-C5). */
export function isStale(
  owners: readonly OwnerReference[],
  user: ClaimUser,
  { whenScaled }: ClaimRetention,
): boolean {
  if (whenScaled === 'Retain') return false
  const ofPod = owners.find((owner) => namesPod(owner, user))
  return ofPod !== undefined && ofPod.uid !== user.podUid
}

/** True when a claim that nobody owns lacks its owner. */
export function wantsOwner(user: ClaimUser, retention: ClaimRetention): boolean {
  return wantedOwners(user, retention) !== 'nobody'
}

/** Who shall own the claim (STS-C1). */
function wantedOwners(
  { isCondemned }: ClaimUser,
  { whenScaled, whenDeleted }: ClaimRetention,
): 'set' | 'pod' | 'nobody' {
  if (whenScaled === 'Delete' && isCondemned && isKnown(whenDeleted)) return 'pod'
  return whenDeleted === 'Delete' && isKnown(whenScaled) ? 'set' : 'nobody'
}

/** An unknown word makes the whole policy one of retaining. */
function isKnown(word: string): boolean {
  return word === 'Retain' || word === 'Delete'
}

/** The first reference that names our set, or our pod, means another object of that name. */
function hasStaleReference(owners: readonly OwnerReference[], user: ClaimUser): boolean {
  const ofSet = owners.find((owner) => namesSet(owner, user))
  if (ofSet !== undefined && ofSet.uid !== user.setUid) return true
  const ofPod = owners.find((owner) => namesPod(owner, user))
  return ofPod !== undefined && ofPod.uid !== user.podUid
}

function isOurs({ uid }: OwnerReference, { setUid, podUid }: ClaimUser): boolean {
  return uid === setUid || (podUid !== '' && uid === podUid)
}

function namesSet({ apiVersion, kind, name }: OwnerReference, { setName }: ClaimUser): boolean {
  return kind === 'StatefulSet' && name === setName && apiVersion === 'apps/v1'
}

function namesPod({ apiVersion, kind, name }: OwnerReference, { podName }: ClaimUser): boolean {
  return kind === 'Pod' && name === podName && apiVersion === 'v1'
}

function referenceTo(owner: 'set' | 'pod', user: ClaimUser): OwnerReference {
  const flags = { controller: true, blockOwnerDeletion: true }
  return owner === 'set'
    ? { apiVersion: 'apps/v1', kind: 'StatefulSet', name: user.setName, uid: user.setUid, ...flags }
    : { apiVersion: 'v1', kind: 'Pod', name: user.podName, uid: user.podUid, ...flags }
}
