import { type ApiTime, UNSET } from '../api-time.ts'
import { type JsonObject, type JsonValue, isJsonObject } from '../json.ts'
import {
  NO_FINALIZERS,
  NO_OWNERS,
  NO_STRINGS,
  type ObjectMeta,
  type OwnerReference,
  type StringMap,
} from '../object-meta.ts'
import { type WallTime, parseTimestamp } from '../timestamp.ts'

/** The object under this key, or an empty one. */
export function objectField(object: JsonObject, key: string): JsonObject {
  const value = object[key]
  return isJsonObject(value) ? value : EMPTY
}

/** The list under this key, or an empty one. */
export function listField(object: JsonObject, key: string): readonly JsonValue[] {
  const value = object[key]
  return Array.isArray(value) ? (value as readonly JsonValue[]) : []
}

/** The objects in the list under this key. */
export function objectsField(object: JsonObject, key: string): readonly JsonObject[] {
  return listField(object, key).filter(isJsonObject)
}

/** The text under this key, or ''. */
export function textField(object: JsonObject, key: string): string {
  const value = object[key]
  return typeof value === 'string' ? value : ''
}

/** The number under this key, or `absent`. */
export function numberField(object: JsonObject, key: string, absent = 0): number {
  const value = object[key]
  return typeof value === 'number' ? value : absent
}

/** The number or text under this key, as `maxUnavailable` takes both. */
export function intOrStringField(object: JsonObject, key: string): number | string | undefined {
  const value = object[key]
  return typeof value === 'number' || typeof value === 'string' ? value : undefined
}

/** The map of texts under this key. */
export function stringMapField(object: JsonObject, key: string): StringMap {
  const value = object[key]
  return isJsonObject(value) ? (value as StringMap) : NO_STRINGS
}

/** The timestamp under this key in whole seconds since the epoch of the run. */
export function timeField(object: JsonObject, key: string, epoch: WallTime): ApiTime {
  const wall = parseTimestamp(textField(object, key))
  return wall === undefined ? UNSET : (Math.floor((wall - epoch) / 1_000_000) as ApiTime)
}

/** The map of timestamps under this key. */
export function timesField(
  object: JsonObject,
  key: string,
  epoch: WallTime,
): Readonly<Record<string, ApiTime>> {
  const times = objectField(object, key)
  return Object.fromEntries(Object.keys(times).map((name) => [name, timeField(times, name, epoch)]))
}

/** The owner references of a `metadata` object. */
export function readOwners(metadata: JsonObject): readonly OwnerReference[] {
  const owners = objectsField(metadata, 'ownerReferences')
  return owners.length === 0 ? NO_OWNERS : (owners as readonly unknown[] as OwnerReference[])
}

/** The `metadata` of any kind but Pod. */
export function readMetadata(object: JsonObject, epoch: WallTime, namespaced: boolean): ObjectMeta {
  const metadata = objectField(object, 'metadata')
  const finalizers = listField(metadata, 'finalizers') as readonly string[]
  return {
    name: textField(metadata, 'name'),
    namespace: namespaced ? textField(metadata, 'namespace') || 'default' : '',
    uid: textField(metadata, 'uid'),
    resourceVersion: Number(metadata['resourceVersion'] ?? 0) || 0,
    generation: numberField(metadata, 'generation'),
    creationTimestamp: timeField(metadata, 'creationTimestamp', epoch),
    deletionTimestamp: timeField(metadata, 'deletionTimestamp', epoch),
    labels: stringMapField(metadata, 'labels'),
    annotations: stringMapField(metadata, 'annotations'),
    ownerReferences: readOwners(metadata),
    finalizers: finalizers.length === 0 ? NO_FINALIZERS : finalizers,
  }
}

const EMPTY: JsonObject = Object.freeze({})
