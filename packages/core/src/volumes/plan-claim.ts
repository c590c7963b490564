import { UNSET } from '../api/api-time.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../api/persistent-volume.ts'
import {
  PROVISIONER_ANNOTATIONS,
  isClaimBound,
  isReservedFor,
  selectedNodeOf,
} from './claim-facts.ts'
import { type ClaimNotice, WAITS_FOR_CONSUMER, waitsForProvisioner } from './claim-notices.ts'
import type { StorageClass } from './storage-class.ts'

/** What the binder does next for a claim. */
export type ClaimStep =
  /** Names the claim in the volume. */
  | { readonly type: 'reserve'; readonly volume: PersistentVolume }
  /** Says that the volume is bound. */
  | { readonly type: 'mark-volume'; readonly volume: PersistentVolume }
  /** Names the volume in the claim. */
  | {
      readonly type: 'name-volume'
      readonly volume: PersistentVolume
      readonly isOwnChoice: boolean
    }
  /** Says that the claim is bound. */
  | { readonly type: 'mark-claim'; readonly volume: PersistentVolume }
  | { readonly type: 'mark-lost' }
  /** Asks the provisioner of the class for a volume. */
  | { readonly type: 'ask-provisioner'; readonly storageClass: StorageClass }
  | {
      readonly type: 'wait'
      readonly reason: string
      /** What Kubernetes tells the user about it, where it does. */
      readonly notice?: ClaimNotice
    }
  | { readonly type: 'done' }

/** All that the next step for a claim depends on. */
export interface ClaimSituation {
  readonly claim: PersistentVolumeClaim
  /** The volume that the claim names, or that is reserved for it, or that suits it best. */
  readonly volume: PersistentVolume | undefined
  readonly storageClass: StorageClass | undefined
}

/** The next of the writes by which a claim and a volume become bound, in Kubernetes' own order. */
export function planClaim({ claim, volume, storageClass }: ClaimSituation): ClaimStep {
  if (claim.volumeName !== '') return planNamed(claim, volume)
  if (volume !== undefined) return planReserved(claim, volume, true)
  if (claim.metadata.deletionTimestamp !== UNSET) return { type: 'done' }
  if (storageClass === undefined) return waitFor('a volume: it has no storage class that makes one')
  if (storageClass.bindingMode === 'WaitForFirstConsumer' && selectedNodeOf(claim) === '') {
    return { type: 'wait', notice: WAITS_FOR_CONSUMER, reason: 'first consumer to be created' }
  }
  if (!isProvisionerAsked(claim)) return { type: 'ask-provisioner', storageClass }
  const { provisioner } = storageClass
  const reason = `provisioner ${provisioner} to make its volume`
  return { type: 'wait', notice: waitsForProvisioner(provisioner), reason }
}

/** True when the claim says who is to make its volume. */
export function isProvisionerAsked({ metadata }: PersistentVolumeClaim): boolean {
  return PROVISIONER_ANNOTATIONS.some((name) => metadata.annotations[name] !== undefined)
}

function planNamed(claim: PersistentVolumeClaim, volume: PersistentVolume | undefined): ClaimStep {
  if (volume === undefined) {
    if (claim.phase === 'Bound') return { type: 'mark-lost' }
    return waitFor(`volume ${claim.volumeName}, which does not exist`)
  }
  if (volume.claim !== '' && !isReservedFor(volume, claim)) {
    return waitFor(`volume ${claim.volumeName}, which is bound to ${volume.claim}`)
  }
  return planReserved(claim, volume, false)
}

function planReserved(
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
  isOwnChoice: boolean,
): ClaimStep {
  if (!isReservedFor(volume, claim)) return { type: 'reserve', volume }
  if (volume.phase !== 'Bound') return { type: 'mark-volume', volume }
  if (!isClaimBound(claim)) return { type: 'name-volume', volume, isOwnChoice }
  return claim.phase === 'Bound' ? { type: 'done' } : { type: 'mark-claim', volume }
}

function waitFor(reason: string): ClaimStep {
  return { type: 'wait', reason }
}
