import type { ObjectMeta } from '../../api/object-meta.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../../api/persistent-volume.ts'
import type { NodeChoice } from '../facts/node-choice.ts'

/** A volume that is there for the taking, and the nodes where it can be used (everywhere, if undefined). */
export interface VolumeOffer {
  readonly volume: PersistentVolume
  readonly choice: NodeChoice | undefined
}

/** A claim that waits for the node of its pod. */
export interface UnboundClaim {
  readonly claim: PersistentVolumeClaim
  /** A volume can be made for it on any node. */
  readonly canBeMade: boolean
  /** Volumes that lie ready for it, the smallest first. */
  readonly offers: readonly VolumeOffer[]
}

/** What the claims of a pod mean for its node. */
export interface VolumeDemand {
  /** The nodes where the volumes that it has can be used. */
  readonly choices: readonly NodeChoice[]
  readonly unbound: readonly UnboundClaim[]
}

/** The demand of a pod without claims, shared. */
export const NO_VOLUME_DEMAND: VolumeDemand = Object.freeze({ choices: [], unbound: [] })

/** True when the offered volume can be used on the node. */
export function reaches({ choice }: VolumeOffer, { name, labels }: ObjectMeta): boolean {
  return choice === undefined || choice.selector.matches(name, labels)
}
