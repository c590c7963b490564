import type { PersistentVolumeClaim } from '../api/persistent-volume.ts'
import { compareQuantities, parseQuantity } from '../api/quantity.ts'
import type { ApiServer } from '../store/api-server.ts'
import { requestedStorage } from './claim-facts.ts'
import { storageClassOf } from './storage-class.ts'

/** Why a claim cannot have another size. */
export interface ResizeRefusal {
  /** The field that cannot be so; '' when admission refuses the claim as a whole. */
  readonly field: string
  /** In the words of the API server. */
  readonly detail: string
}

const CLASS_FORBIDS: ResizeRefusal = {
  field: '',
  detail:
    'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
}
const NOT_BOUND: ResizeRefusal = {
  field: 'spec',
  detail:
    'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
}
const TOO_SMALL: ResizeRefusal = {
  field: 'spec.resources.requests.storage',
  detail: 'field can not be less than status.capacity',
}

/**
 * Why the API server refuses to have `before` replaced by `after`; undefined when it does not, as far as
 * the claim's size goes.
 */
export function resizeRefusal(
  before: PersistentVolumeClaim,
  after: PersistentVolumeClaim,
  server: ApiServer,
): ResizeRefusal | undefined {
  const size = requestedStorage(after)
  if (isSameSize(size, requestedStorage(before))) return undefined
  if (before.phase !== 'Bound') return NOT_BOUND
  if (isLarger(before.capacity, size)) return TOO_SMALL
  const allows = storageClassOf(before, server)?.allowsExpansion === true
  return allows ? undefined : CLASS_FORBIDS
}

/** True when the first size is larger. */
export function isLarger(size: string, other: string): boolean {
  return size !== other && compare(size, other) > 0
}

function isSameSize(size: string, other: string): boolean {
  return size === other || compare(size, other) === 0
}

function compare(size: string, other: string): number {
  return compareQuantities(parseQuantity(size) ?? NOTHING, parseQuantity(other) ?? NOTHING)
}

const NOTHING = parseQuantity(0)!
