import { jsonAt } from '../api/json.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../api/persistent-volume.ts'
import { isReservedFor } from './claim-facts.ts'

/**
 * The phase that a volume shall have, undefined when it is right: available as long as it is reserved
 * for nobody, released once the claim that it belonged to is gone.
 */
export function planVolume(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim | undefined,
): PersistentVolume['phase'] | undefined {
  if (volume.claim === '') return volume.phase === 'Available' ? undefined : 'Available'
  if (claim !== undefined && isReservedFor(volume, claim)) return undefined
  return belongedToClaim(volume) && volume.phase !== 'Released' ? 'Released' : undefined
}

/** A volume that is only set aside for a claim of that name does not know its uid yet. */
function belongedToClaim(volume: PersistentVolume): boolean {
  const uid = jsonAt(volume.spec, 'claimRef', 'uid')
  return volume.phase === 'Bound' || (typeof uid === 'string' && uid !== '')
}
