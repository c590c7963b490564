import { nameWithKind } from '../printed-kind.ts'
import type { PrintedControllerRevision } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table } from '../table.ts'

/** `kubectl get controllerrevisions`. */
export const CONTROLLER_REVISION_TABLE: Table<PrintedControllerRevision> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Controller', cell: controllerName },
    { name: 'Revision', cell: ({ revision }) => revision ?? 0 },
    AGE_COLUMN,
  ],
}

function controllerName({ metadata }: PrintedControllerRevision): string {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller === true)
  if (owner === undefined) return '<none>'
  const [group = ''] = (owner.apiVersion ?? '').split('/', 2).slice(0, -1)
  return nameWithKind(owner.kind ?? '', group, owner.name ?? '')
}
