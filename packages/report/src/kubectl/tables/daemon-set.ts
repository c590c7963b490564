import { compileLabelSelector } from '@seatrial/core'
import type { PrintedDaemonSet } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table, formatLabels } from '../table.ts'
import { containerNames, imageNames } from './pod-template.ts'

/** `kubectl get daemonsets`. */
export const DAEMON_SET_TABLE: Table<PrintedDaemonSet> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Desired', cell: ({ status }) => status?.desiredNumberScheduled ?? 0 },
    { name: 'Current', cell: ({ status }) => status?.currentNumberScheduled ?? 0 },
    { name: 'Ready', cell: ({ status }) => status?.numberReady ?? 0 },
    { name: 'Up-to-date', cell: ({ status }) => status?.updatedNumberScheduled ?? 0 },
    { name: 'Available', cell: ({ status }) => status?.numberAvailable ?? 0 },
    { name: 'Node Selector', cell: ({ spec }) => formatLabels(spec?.template?.spec?.nodeSelector) },
    AGE_COLUMN,
    { name: 'Containers', wide: true, cell: ({ spec }) => containerNames(spec?.template) },
    { name: 'Images', wide: true, cell: ({ spec }) => imageNames(spec?.template) },
    {
      name: 'Selector',
      wide: true,
      cell: ({ spec }) => compileLabelSelector(spec?.selector).toString(),
    },
  ],
}
