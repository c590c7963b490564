import { classNameOf } from '../api/claim-admission.ts'
import { jsonAt } from '../api/json.ts'
import type { PersistentVolumeClaim } from '../api/persistent-volume.ts'
import { type Quantity, parseQuantity } from '../api/quantity.ts'
import type { ResourceList } from './resource-list.ts'

/** What a claim takes of the quotas of its namespace, and of what they leave to its storage class. */
export function claimShare(claim: PersistentVolumeClaim): ResourceList {
  const storage = parseQuantity(jsonAt(claim.spec, 'resources', 'requests', 'storage') ?? null)
  const share = new Map<string, Quantity>([
    ['count/persistentvolumeclaims', ONE],
    ['persistentvolumeclaims', ONE],
  ])
  if (storage !== undefined) share.set('requests.storage', storage)
  const className = classNameOf(claim)
  if (className === undefined || className === '') return share
  share.set(`${className}${OF_CLASS}persistentvolumeclaims`, ONE)
  if (storage !== undefined) share.set(`${className}${OF_CLASS}requests.storage`, storage)
  return share
}

/** True for a resource of which claims take something. */
export function isClaimResource(name: string): boolean {
  return (
    name === 'persistentvolumeclaims' ||
    name === 'count/persistentvolumeclaims' ||
    name === 'requests.storage' ||
    name.includes(OF_CLASS)
  )
}

const ONE = parseQuantity('1') as Quantity

const OF_CLASS = '.storageclass.storage.k8s.io/'
