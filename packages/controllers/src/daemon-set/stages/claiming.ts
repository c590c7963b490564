import {
  type ApiRequest,
  type ApiResult,
  type DaemonSet,
  type MetaObject,
  Pod,
  UNSET,
  isRefusedFor,
  nameOf,
  namespaceOf,
  uidOf,
} from '@seatrial/core'
import { controllerReference } from '../../runtime/controller-reference.ts'
import type { Claimable } from '../claim.ts'
import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import type { StageContext } from './stage-context.ts'

/** Lets go what the set's selector no longer matches, takes what nobody owns, and goes on with `next`. */
export function startClaim(
  sync: DaemonSetSync,
  releases: readonly Claimable[],
  adoptions: readonly Claimable[],
  next: DaemonSetStep,
): DaemonSetStep {
  sync.claim = { releases, adoptions, next, adopted: [], hasFailed: false }
  if (releases.length + adoptions.length === 0) return next
  const requests = releases.map((object) => releaseRequest(sync.set, object))
  return sync.send(requests, 'in-turn', 'check-releases')
}

/** Before anything is adopted, the set is read from the server: it must still be there, and the same. */
export function checkReleases(_context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { claim, set } = sync
  if (sync.run.results.some(hasReleaseFailed)) sync.claim = { ...claim, hasFailed: true }
  if (claim.adoptions.length === 0) return claim.next
  return sync.send([readSetRequest(set)], 'in-turn', 'check-adopter')
}

export function checkAdopter(_context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { claim, set } = sync
  if (!isSameLiveSet(set, sync.run.results[0])) {
    sync.claim = { ...claim, hasFailed: true }
    return claim.next
  }
  const requests = claim.adoptions.map((object) => adoptRequest(set, object))
  return sync.send(requests, 'in-turn', 'check-adoptions')
}

export function checkAdoptions(_context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { claim } = sync
  const { results } = sync.run
  sync.claim = {
    ...claim,
    adopted: claim.adoptions.filter((_, place) => results[place]?.type === 'done'),
    hasFailed: claim.hasFailed || results.some(hasAdoptionFailed),
  }
  return claim.next
}

/** Reads the set itself from the server. */
export function readSetRequest({ metadata: { namespace, name } }: DaemonSet): ApiRequest {
  return { ...SET, verb: 'get', namespace, name, why: 'is the set still the one in the cache?' }
}

/** What is gone, or no longer the set's, needs no letting go. */
function hasReleaseFailed(result: ApiResult): boolean {
  return hasAdoptionFailed(result) && !isRefusedFor(result, 'Invalid')
}

/** What is gone cannot be adopted, and need not. */
function hasAdoptionFailed(result: ApiResult): boolean {
  return result.type === 'refused' && result.reason !== 'NotFound'
}

function isSameLiveSet(set: DaemonSet, live: ApiResult | undefined): boolean {
  if (live?.type !== 'done' || live.object === undefined) return false
  const { uid, deletionTimestamp } = (live.object as MetaObject).metadata
  return uid === set.metadata.uid && deletionTimestamp === UNSET
}

function releaseRequest(set: DaemonSet, object: Claimable): ApiRequest {
  return {
    ...ownerPatch(object),
    owner: { type: 'release', uid: set.metadata.uid },
    why: 'the selector does not match it (DS-C2)',
  }
}

function adoptRequest(set: DaemonSet, object: Claimable): ApiRequest {
  return {
    ...ownerPatch(object),
    owner: { type: 'adopt', owner: controllerReference(set) },
    why: 'the selector matches it and nobody owns it (DS-C3)',
  }
}

function ownerPatch(object: Claimable) {
  return {
    verb: 'patch',
    resource: object instanceof Pod ? 'pods' : 'controllerrevisions',
    subresource: '',
    namespace: namespaceOf(object),
    name: nameOf(object),
    uid: uidOf(object),
  } as const
}

const SET = { resource: 'daemonsets', subresource: '' } as const
