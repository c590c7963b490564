import type { PrintedNode } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type PrintContext, type Table, orNone } from '../table.ts'

/** `kubectl get nodes`. */
export const NODE_TABLE: Table<PrintedNode> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Status', cell: nodeStatus },
    { name: 'Roles', cell: nodeRoles },
    AGE_COLUMN,
    { name: 'Version', cell: ({ status }) => status?.nodeInfo?.kubeletVersion ?? '' },
    { name: 'Internal-IP', wide: true, cell: (node) => addressOf(node, 'InternalIP') },
    { name: 'External-IP', wide: true, cell: (node) => addressOf(node, 'ExternalIP') },
    { name: 'OS-Image', wide: true, cell: ({ status }) => orUnknown(status?.nodeInfo?.osImage) },
    { name: 'Kernel-Version', wide: true, cell: kernelVersion },
    {
      name: 'Container-Runtime',
      wide: true,
      cell: ({ status }) => orUnknown(status?.nodeInfo?.containerRuntimeVersion),
    },
  ],
}

const ROLE_LABEL_PREFIX = 'node-role.kubernetes.io/'
const ROLE_LABEL = 'kubernetes.io/role'

/** A condition Ready that is False or Unknown is NotReady; Unknown is a node that has none. */
function nodeStatus({ spec, status }: PrintedNode): string {
  const ready = status?.conditions?.findLast(({ type }) => type === 'Ready')
  let text = 'Unknown'
  if (ready !== undefined) text = ready.status === 'True' ? 'Ready' : 'NotReady'
  return spec?.unschedulable === true ? `${text},SchedulingDisabled` : text
}

function nodeRoles({ metadata }: PrintedNode): string {
  const roles = new Set<string>()
  for (const [key, value] of Object.entries(metadata?.labels ?? {})) {
    if (key.startsWith(ROLE_LABEL_PREFIX)) roles.add(key.slice(ROLE_LABEL_PREFIX.length))
    else if (key === ROLE_LABEL) roles.add(value)
  }
  roles.delete('')
  return orNone([...roles].sort().join(','))
}

function addressOf({ status }: PrintedNode, wanted: string): string {
  return status?.addresses?.find(({ type }) => type === wanted)?.address ?? '<none>'
}

function kernelVersion({ status }: PrintedNode, { behaviours }: PrintContext): string {
  const { kernelVersion: version, architecture = '' } = status?.nodeInfo ?? {}
  const isNamed = behaviours.nodeArchitectureInKernelColumn && architecture !== ''
  return isNamed ? `${orUnknown(version)} (${architecture})` : orUnknown(version)
}

function orUnknown(text: string | undefined): string {
  return text === undefined || text === '' ? '<unknown>' : text
}
