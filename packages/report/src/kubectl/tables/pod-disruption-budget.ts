import type { PrintedPodDisruptionBudget } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table } from '../table.ts'

/** `kubectl get poddisruptionbudgets`. */
export const POD_DISRUPTION_BUDGET_TABLE: Table<PrintedPodDisruptionBudget> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Min Available', cell: ({ spec }) => bound(spec?.minAvailable) },
    { name: 'Max Unavailable', cell: ({ spec }) => bound(spec?.maxUnavailable) },
    { name: 'Allowed Disruptions', cell: ({ status }) => status?.disruptionsAllowed ?? 0 },
    AGE_COLUMN,
  ],
}

function bound(value: number | string | undefined): string {
  return value === undefined ? 'N/A' : String(value)
}
