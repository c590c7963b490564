import type { PersistentVolume, PersistentVolumeClaim } from '../api/persistent-volume.ts'
import { requestedStorage, storageText } from './claim-facts.ts'
import { isLarger } from './claim-resize.ts'

/** What comes next for a claim that asks for more than it has. */
export type ExpansionStep =
  | { readonly type: 'nothing' }
  /** Says on the claim that it is being worked on. */
  | { readonly type: 'announce' }
  /** The driver makes the volume larger. */
  | { readonly type: 'grow' }
  /** Says on the claim that a node has to make the file system larger. */
  | { readonly type: 'ask-node' }
  /** The node does so. */
  | { readonly type: 'grow-file-system' }

/** All that the next step depends on. */
export interface ExpansionSituation {
  readonly claim: PersistentVolumeClaim
  /** The claim's volume. */
  readonly volume: PersistentVolume | undefined
  /** A pod on some node has the claim. */
  readonly isInUse: boolean
}

/** The next of the steps by which a volume becomes larger, in Kubernetes' own order. */
export function planExpansion({ claim, volume, isInUse }: ExpansionSituation): ExpansionStep {
  if (claim.phase !== 'Bound' || volume === undefined || claim.capacity === '') return NOTHING
  const size = storageText(volume)
  if (isLarger(requestedStorage(claim), size)) {
    return { type: hasCondition(claim, 'Resizing') ? 'grow' : 'announce' }
  }
  if (!isLarger(size, claim.capacity)) return NOTHING
  if (!hasCondition(claim, 'FileSystemResizePending')) return { type: 'ask-node' }
  return isInUse ? { type: 'grow-file-system' } : NOTHING
}

/** True when that condition of the claim is True. */
export function hasCondition({ conditions = [] }: PersistentVolumeClaim, type: string): boolean {
  return conditions.some((condition) => condition.type === type && condition.status === 'True')
}

const NOTHING: ExpansionStep = { type: 'nothing' }
