import type { PersistentVolume, PersistentVolumeClaim } from '../api/persistent-volume.ts'
import {
  BIND_COMPLETED,
  BOUND_BY_CONTROLLER,
  PROVISIONER_ANNOTATIONS,
  claimKey,
  claimReference,
  storageText,
} from './claim-facts.ts'
import { type StorageClass, withStorageClass } from './storage-class.ts'

/** The volume, reserved for the claim. */
export function reservedFor(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): PersistentVolume {
  return {
    ...volume,
    spec: { ...volume.spec, claimRef: claimReference(claim) },
    claim: claimKey(claim),
  }
}

/** The claim, which names its volume from now on. */
export function named(
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
  isOwnChoice: boolean,
): PersistentVolumeClaim {
  return {
    ...annotated(claim, {
      [BIND_COMPLETED]: 'yes',
      ...(isOwnChoice && { [BOUND_BY_CONTROLLER]: 'yes' }),
    }),
    volumeName: volume.metadata.name,
  }
}

/** The claim, bound. */
export function marked(
  claim: PersistentVolumeClaim,
  volume: PersistentVolume,
): PersistentVolumeClaim {
  return { ...claim, phase: 'Bound', capacity: storageText(volume) }
}

/** The claim, which asks the provisioner of its class for a volume. */
export function asking(
  claim: PersistentVolumeClaim,
  storageClass: StorageClass,
): PersistentVolumeClaim {
  const annotations = PROVISIONER_ANNOTATIONS.map((name) => [name, storageClass.provisioner])
  return {
    ...annotated(claim, Object.fromEntries(annotations) as Record<string, string>),
    spec: withStorageClass(claim, storageClass),
  }
}

function annotated(
  claim: PersistentVolumeClaim,
  annotations: Readonly<Record<string, string>>,
): PersistentVolumeClaim {
  const { metadata } = claim
  return {
    ...claim,
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } },
  }
}
