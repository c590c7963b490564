import { type PodSummary, type Restarts, summarisePod } from '../pod-summary.ts'
import type { PrintedPod } from '../printed-objects.ts'
import {
  AGE_COLUMN,
  NAME_COLUMN,
  type PrintContext,
  type Table,
  orNone,
  timeBetween,
} from '../table.ts'

/** A pod with what three of its columns say, worked out once. */
interface PodRow extends PrintedPod {
  readonly summary: PodSummary
}

/** `kubectl get pods`. */
export const POD_TABLE: Table<PodRow> = {
  read: (pod, behaviours) => ({ ...pod, summary: summarisePod(pod, behaviours) }),
  columns: [
    NAME_COLUMN,
    {
      name: 'Ready',
      cell: ({ summary }) => `${summary.readyContainers}/${summary.totalContainers}`,
    },
    { name: 'Status', cell: ({ summary }) => summary.status },
    { name: 'Restarts', cell: ({ summary }, context) => restarts(summary.restarts, context) },
    AGE_COLUMN,
    {
      name: 'IP',
      wide: true,
      cell: ({ status }) => orNone(status?.podIPs?.[0]?.ip ?? status?.podIP),
    },
    { name: 'Node', wide: true, cell: ({ spec }) => orNone(spec?.nodeName) },
    { name: 'Nominated Node', wide: true, cell: ({ status }) => orNone(status?.nominatedNodeName) },
    { name: 'Readiness Gates', wide: true, cell: readinessGates },
  ],
}

function restarts({ count, last }: Restarts, { now, behaviours }: PrintContext): string {
  const tellsWhen = behaviours.lastRestartPrinted && count > 0 && last !== undefined
  return tellsWhen ? `${count} (${timeBetween(last, now)} ago)` : String(count)
}

/** How many of the gates' conditions are True, of how many. */
function readinessGates({ spec, status }: PrintedPod): string {
  const gates = spec?.readinessGates ?? []
  const open = gates.filter(({ conditionType }) => {
    const condition = status?.conditions?.find(({ type }) => type === conditionType)
    return condition?.status === 'True'
  })
  return gates.length === 0 ? '<none>' : `${open.length}/${gates.length}`
}
