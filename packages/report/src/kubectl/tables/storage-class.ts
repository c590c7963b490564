import type { PrintedStorageClass } from '../printed-objects.ts'
import { AGE_COLUMN, type Table } from '../table.ts'

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class'

/** `kubectl get storageclasses`. */
export const STORAGE_CLASS_TABLE: Table<PrintedStorageClass> = {
  read: (object) => object,
  columns: [
    { name: 'Name', cell: nameOf },
    { name: 'Provisioner', cell: ({ provisioner }) => provisioner ?? '' },
    { name: 'ReclaimPolicy', cell: ({ reclaimPolicy }) => reclaimPolicy ?? 'Delete' },
    {
      name: 'VolumeBindingMode',
      cell: ({ volumeBindingMode }) => volumeBindingMode ?? 'Immediate',
    },
    {
      name: 'AllowVolumeExpansion',
      cell: ({ allowVolumeExpansion }) => String(allowVolumeExpansion ?? false),
    },
    AGE_COLUMN,
  ],
}

function nameOf({ metadata }: PrintedStorageClass): string {
  const isDefault = metadata?.annotations?.[IS_DEFAULT] === 'true'
  return `${metadata?.name ?? ''}${isDefault ? ' (default)' : ''}`
}
