import { type Pod, UNSET, compareText, isRefusedFor } from '@seatrial/core'
import { type ClaimPod, isStaleFor, isUpToDate, repaired } from './claim-rules.ts'
import type { Pass } from './pass.ts'
import type { Member } from './pod-rules.ts'
import { RefusedError, type View } from './view.ts'

/** `statefulset.md` §10.1. */
export function createPod(pass: Pass, member: Member): void {
  createClaims(pass, member)
  const { name, revision } = member
  const result = pass.ask({ verb: 'create', resource: 'pods', name, content: revision })
  if (isRefusedFor(result, 'AlreadyExists')) throw new RefusedError('AlreadyExists')
  ownClaims(pass, member)
  if (result.type === 'refused') throw new RefusedError(result.reason)
}

/** §10.3 a. */
export function createClaims(pass: Pass, member: Member): void {
  let hasFailed = false
  for (const name of claimNames(pass, member)) {
    const claim = claimNamed(pass, name)
    if (claim === undefined) {
      const result = pass.ask({ verb: 'create', resource: 'persistentvolumeclaims', name })
      if (result.type === 'refused') hasFailed = true
    } else if (claim.metadata.deletionTimestamp !== UNSET) {
      hasFailed = true
    }
  }
  if (hasFailed) throw new RefusedError('Other')
}

/** §11.2, repair. */
export function ownClaims(pass: Pass, member: Member): void {
  const pod = claimPodOf(pass, member)
  for (const name of claimNames(pass, member)) {
    const owners = claimNamed(pass, name)?.metadata.ownerReferences
    if (owners === undefined || isUpToDate(owners, pass.set, pod)) continue
    const content = repaired(owners, pass.set, pod)
    pass.must({ verb: 'update', resource: 'persistentvolumeclaims', name, content })
  }
}

/** §11.3. */
export function isStaleSlot(pass: Pass, member: Member): boolean {
  const pod = claimPodOf(pass, member)
  return claimNames(pass, member).some((name) =>
    isStaleFor(claimNamed(pass, name)?.metadata.ownerReferences ?? [], pass.set, pod),
  )
}

/** §8.4 g and h, §10.2. */
export function repair(pass: Pass, member: Member): void {
  const { pod } = member
  const wellNamed = pod === undefined || hasIdentity(pass, member, pod)
  const wellStored = pod === undefined || hasStorage(pass, member, pod)
  for (let tries = 1; ; tries++) {
    try {
      if (!wellStored) createClaims(pass, member)
      const wellOwned = areClaimsOwned(pass, member)
      if (!wellOwned) ownClaims(pass, member)
      if (wellNamed && wellStored && wellOwned) return
      const name = pod === undefined ? member.name : `${pass.set.metadata.name}-${member.ordinal}`
      pass.must({ verb: 'update', resource: 'pods', name })
      return
    } catch (error) {
      const isConflict = error instanceof RefusedError && error.reason === 'Conflict'
      if (!isConflict || tries === 4) throw error
    }
  }
}

/** §10.4. */
export function deletePod(pass: Pass, { name }: Member, toleratesMissing: boolean): void {
  const result = pass.ask({ verb: 'delete', resource: 'pods', name })
  if (result.type === 'done') return
  const isMissing = isRefusedFor(result, 'NotFound')
  const isSuccess = pass.view.behaviours.notFoundOnPodDelete === 'success'
  if (isMissing && (toleratesMissing || isSuccess)) return
  throw new RefusedError(result.reason)
}

function areClaimsOwned(pass: Pass, member: Member): boolean {
  const pod = claimPodOf(pass, member)
  return claimNames(pass, member).every((name) => {
    const claim = claimNamed(pass, name)
    return claim === undefined || isUpToDate(claim.metadata.ownerReferences, pass.set, pod)
  })
}

function hasIdentity(pass: Pass, { ordinal, name }: Member, pod: Pod): boolean {
  return (
    name === `${pass.set.metadata.name}-${ordinal}` &&
    pod.metadata.labels['statefulset.kubernetes.io/pod-name'] === name
  )
}

function hasStorage(pass: Pass, member: Member, pod: Pod): boolean {
  return templates(pass).every((template) =>
    pod.volumes.claims.some(
      ({ name, claimName }) =>
        name === template && claimName === nameOfClaim(pass, template, member.ordinal),
    ),
  )
}

function templates(pass: Pass): readonly string[] {
  const names = pass.set.spec.volumeClaimTemplates.map(
    ({ metadata }) => (metadata as { readonly name: string }).name,
  )
  return names.toSorted(compareText)
}

function nameOfClaim(pass: Pass, template: string, ordinal: number): string {
  return `${template}-${pass.set.metadata.name}-${ordinal}`
}

function claimNames(pass: Pass, { ordinal }: Member): readonly string[] {
  return templates(pass).map((template) => nameOfClaim(pass, template, ordinal))
}

function claimNamed(pass: Pass, name: string): View['claims'][number] | undefined {
  return pass.view.claims.find(({ metadata }) => metadata.name === name)
}

function claimPodOf(pass: Pass, { name, pod, ordinal }: Member): ClaimPod {
  const { replicas, ordinals } = pass.set.spec
  const start = ordinals?.start ?? 0
  const isCondemned = ordinal < start || ordinal >= start + replicas
  return { name, uid: pod?.identity.uid ?? '', isCondemned }
}
