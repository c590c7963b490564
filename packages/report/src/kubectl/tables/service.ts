import type { PrintedService, PrintedServicePort } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table, formatLabels, orNone } from '../table.ts'

/** `kubectl get services`. */
export const SERVICE_TABLE: Table<PrintedService> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Type', cell: ({ spec }) => spec?.type ?? 'ClusterIP' },
    { name: 'Cluster-IP', cell: ({ spec }) => orNone(spec?.clusterIP) },
    { name: 'External-IP', cell: ({ spec }) => orNone(spec?.externalIPs?.join(',')) },
    { name: 'Port(s)', cell: ({ spec }) => orNone(spec?.ports?.map(portText).join(',')) },
    AGE_COLUMN,
    { name: 'Selector', wide: true, cell: ({ spec }) => formatLabels(spec?.selector) },
  ],
}

function portText({ port = 0, nodePort = 0, protocol = 'TCP' }: PrintedServicePort): string {
  return nodePort === 0 ? `${port}/${protocol}` : `${port}:${nodePort}/${protocol}`
}
