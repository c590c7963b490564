import { type PlainObject, UNSET, toApiTime, type SimTime } from '@seatrial/core'
import type { StorageClassSettings } from '../format/scenario/scenario.ts'

/** What a cluster has whose scenario names no class: one default class, as clouds set it up. */
const STANDARD: StorageClassSettings = {
  name: 'standard',
  default: true,
  volumeBindingMode: 'WaitForFirstConsumer',
  reclaimPolicy: 'Delete',
  allowVolumeExpansion: false,
}

/** The classes of a scenario as objects; a cluster without any gets the usual one. */
export function storageClassObjects(
  settings: readonly StorageClassSettings[],
  hasOwn: boolean,
): readonly PlainObject[] {
  const classes = settings.length === 0 && !hasOwn ? [STANDARD] : settings
  return classes.map((storageClass) => ({
    kind: 'StorageClass',
    metadata: {
      name: storageClass.name,
      namespace: '',
      uid: '',
      resourceVersion: 0,
      generation: 0,
      creationTimestamp: toApiTime(0 as SimTime),
      deletionTimestamp: UNSET,
      labels: {},
      annotations: storageClass.default
        ? { 'storageclass.kubernetes.io/is-default-class': 'true' }
        : {},
      ownerReferences: [],
      finalizers: [],
    },
    content: {
      provisioner: 'seatrial/disk',
      volumeBindingMode: storageClass.volumeBindingMode,
      reclaimPolicy: storageClass.reclaimPolicy,
      ...(storageClass.allowVolumeExpansion ? { allowVolumeExpansion: true } : {}),
    },
  }))
}
