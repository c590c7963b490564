import type { PrintedNamespace } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table } from '../table.ts'

/** `kubectl get namespaces`. */
export const NAMESPACE_TABLE: Table<PrintedNamespace> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Status', cell: ({ status }) => status?.phase ?? 'Active' },
    AGE_COLUMN,
  ],
}
