import type { PrintedPersistentVolumeClaim } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table } from '../table.ts'
import {
  VOLUME_ATTRIBUTES_CLASS_COLUMN,
  VOLUME_MODE_COLUMN,
  accessModes,
  phaseOrTerminating,
  storageClass,
  storageOf,
} from './volume-columns.ts'

/** `kubectl get persistentvolumeclaims`. Capacity and access modes are those of the bound volume. */
export const PERSISTENT_VOLUME_CLAIM_TABLE: Table<PrintedPersistentVolumeClaim> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Status', cell: phaseOrTerminating },
    { name: 'Volume', cell: ({ spec }) => spec?.volumeName ?? '' },
    {
      name: 'Capacity',
      cell: (claim) => (isBound(claim) ? storageOf(claim.status?.capacity) : ''),
    },
    {
      name: 'Access Modes',
      cell: (claim) => (isBound(claim) ? accessModes(claim.status?.accessModes) : ''),
    },
    { name: 'StorageClass', cell: storageClass },
    VOLUME_ATTRIBUTES_CLASS_COLUMN,
    AGE_COLUMN,
    VOLUME_MODE_COLUMN,
  ],
}

/** A claim counts as bound as soon as it names its volume, whatever its phase. */
function isBound({ spec }: PrintedPersistentVolumeClaim): boolean {
  return (spec?.volumeName ?? '') !== ''
}
