import type { PrintedStatefulSet } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table } from '../table.ts'
import { containerNames, imageNames } from './pod-template.ts'

/** `kubectl get statefulsets`. */
export const STATEFUL_SET_TABLE: Table<PrintedStatefulSet> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    {
      name: 'Ready',
      cell: ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec?.replicas ?? 1}`,
    },
    AGE_COLUMN,
    { name: 'Containers', wide: true, cell: ({ spec }) => containerNames(spec?.template) },
    { name: 'Images', wide: true, cell: ({ spec }) => imageNames(spec?.template) },
  ],
}
