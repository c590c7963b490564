import { compareText } from '@seatrial/core'
import type { PrintedResourceQuota } from '../printed-objects.ts'
import { AGE_COLUMN, NAME_COLUMN, type Table } from '../table.ts'

/** `kubectl get resourcequotas`: what is enforced, so that a quota not yet counted shows nothing. */
export const RESOURCE_QUOTA_TABLE: Table<PrintedResourceQuota> = {
  read: (object) => object,
  columns: [
    NAME_COLUMN,
    { name: 'Request', cell: (quota) => usage(quota, (resource) => !isLimit(resource)) },
    { name: 'Limit', cell: (quota) => usage(quota, isLimit) },
    AGE_COLUMN,
  ],
}

/** `pods: 3/10, requests.cpu: 1/2`, by name. */
function usage({ status }: PrintedResourceQuota, isShown: (resource: string) => boolean): string {
  const { hard = {}, used = {} } = status ?? {}
  return Object.keys(hard)
    .filter(isShown)
    .sort(compareText)
    .map((resource) => `${resource}: ${used[resource] ?? '0'}/${hard[resource]}`)
    .join(', ')
}

function isLimit(resource: string): boolean {
  return resource.startsWith('limits')
}
