import type { PrintedPersistentVolume } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table } from '../table.ts'
import {
  VOLUME_ATTRIBUTES_CLASS_COLUMN,
  VOLUME_MODE_COLUMN,
  accessModes,
  phaseOrTerminating,
  storageClass,
  storageOf,
} from './volume-columns.ts'

/** `kubectl get persistentvolumes`. */
export const PERSISTENT_VOLUME_TABLE: Table<PrintedPersistentVolume> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Capacity', cell: ({ spec }) => storageOf(spec?.capacity) },
    { name: 'Access Modes', cell: ({ spec }) => accessModes(spec?.accessModes) },
    { name: 'Reclaim Policy', cell: ({ spec }) => spec?.persistentVolumeReclaimPolicy ?? '' },
    { name: 'Status', cell: phaseOrTerminating },
    { name: 'Claim', cell: claimName },
    { name: 'StorageClass', cell: storageClass },
    VOLUME_ATTRIBUTES_CLASS_COLUMN,
    { name: 'Reason', cell: ({ status }) => status?.reason ?? '' },
    AGE_COLUMN,
    VOLUME_MODE_COLUMN,
  ],
}

function claimName({ spec }: PrintedPersistentVolume): string {
  const claim = spec?.claimRef
  return claim === undefined ? '' : `${claim.namespace ?? ''}/${claim.name ?? ''}`
}
