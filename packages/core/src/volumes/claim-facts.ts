import type { PersistentVolume, PersistentVolumeClaim } from '../api/persistent-volume.ts'
import { type JsonObject, type JsonValue, isJsonObject, jsonAt } from '../api/json.ts'
import { compileLabelSelector } from '../api/label-selector.ts'
import { compareQuantities, parseQuantity } from '../api/quantity.ts'
import { textField } from '../api/serialization/read-fields.ts'

/** The scheduler's choice of node for a claim that waits for its first consumer. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node'
/** The claim's volume is its own for good. */
export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed'
/** The controller, not the user, chose the volume. */
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller'
/** Who is asked to make the volume, under its old and its new name. */
export const PROVISIONER_ANNOTATIONS: readonly string[] = [
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
]
/** On a volume: who made it, and so who can delete it. */
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by'

/** `namespace/name`, the form in which a volume names its claim. */
export function claimKey({ metadata }: PersistentVolumeClaim): string {
  return `${metadata.namespace}/${metadata.name}`
}

/** How a volume names its claim. */
export function claimReference({
  metadata,
}: PersistentVolumeClaim): Readonly<Record<string, string>> {
  const { namespace, name, uid } = metadata
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid }
}

/**
 * True when the claim has its volume for good. Claims from a listing may have lost their annotations;
 * their phase says the same.
 */
export function isClaimBound(claim: PersistentVolumeClaim): boolean {
  if (claim.volumeName === '') return false
  return claim.phase === 'Bound' || claim.metadata.annotations[BIND_COMPLETED] !== undefined
}

/** The node that a claim's volume is to be made for; '' for none. */
export function selectedNodeOf({ metadata }: PersistentVolumeClaim): string {
  return metadata.annotations[SELECTED_NODE] ?? ''
}

/** What a claim is found by. */
export interface ClaimName {
  readonly namespace: string
  readonly name: string
}

/** The claim that a volume is reserved for; undefined when it is for none. */
export function reservationOf({ spec }: PersistentVolume): ClaimName | undefined {
  const reference = spec['claimRef']
  if (!isJsonObject(reference)) return undefined
  const namespace = textField(reference, 'namespace') || 'default'
  return { namespace, name: textField(reference, 'name') }
}

/** True when the volume is reserved for this very claim, not for an earlier one of its name. */
export function isReservedFor(
  volume: PersistentVolume,
  { metadata }: PersistentVolumeClaim,
): boolean {
  const reservation = reservationOf(volume)
  if (reservation?.name !== metadata.name) return false
  if (reservation.namespace !== metadata.namespace) return false
  const uid = jsonAt(volume.spec, 'claimRef', 'uid')
  return typeof uid !== 'string' || uid === '' || uid === metadata.uid
}

/** True when nobody has the volume and the claim could use it. */
export function satisfies(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
  className: string,
): boolean {
  if (volume.claim !== '' || volume.phase !== 'Available') return false
  return (
    (volume.spec['storageClassName'] ?? '') === className &&
    isLargeEnough(volume, claim) &&
    accessModes(claim.spec).every((mode) => accessModes(volume.spec).includes(mode)) &&
    (volume.spec['volumeMode'] ?? 'Filesystem') === (claim.spec['volumeMode'] ?? 'Filesystem') &&
    isSelected(volume, claim)
  )
}

/** True when the first volume is the smaller one: claims take the smallest that will do. */
export function isSmaller(one: PersistentVolume, other: PersistentVolume): boolean {
  const order = compareQuantities(storageOf(one), storageOf(other))
  return order === 0 ? one.metadata.name < other.metadata.name : order < 0
}

/** `spec.accessModes` of a claim or a volume. */
export function accessModes(spec: JsonObject): readonly JsonValue[] {
  const modes = spec['accessModes']
  return Array.isArray(modes) ? (modes as readonly JsonValue[]) : []
}

/** What a claim asks for, as a text. */
export function requestedStorage({ spec }: PersistentVolumeClaim): string {
  return quantityText(jsonAt(spec, 'resources', 'requests', 'storage'))
}

/** What a volume holds, as a text. */
export function storageText({ spec }: PersistentVolume): string {
  return quantityText(jsonAt(spec, 'capacity', 'storage'))
}

function isLargeEnough(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const requested = parseQuantity(requestedStorage(claim)) ?? NOTHING
  return compareQuantities(storageOf(volume), requested) >= 0
}

function storageOf({ spec }: PersistentVolume): NonNullable<ReturnType<typeof parseQuantity>> {
  return parseQuantity(jsonAt(spec, 'capacity', 'storage') ?? null) ?? NOTHING
}

const NOTHING = parseQuantity(null)!

/** Manifests write quantities as texts or as plain numbers. */
function quantityText(quantity: JsonValue | undefined): string {
  return typeof quantity === 'string' || typeof quantity === 'number' ? String(quantity) : ''
}

function isSelected({ metadata }: PersistentVolume, { spec }: PersistentVolumeClaim): boolean {
  const { selector } = spec
  return selector === undefined || selector === null
    ? true
    : compileLabelSelector(selector as JsonObject).matches(metadata.labels)
}
