import {
  type JsonObject,
  type JsonValue,
  type Resource,
  type SimTime,
  type StoredChange,
  type WallTime,
  isJsonObject,
  isSameJson,
  nameOf,
  namespaceOf,
  writeObject,
} from '@seatrial/core'

/** A stored change as it is laid beside that of another run: without what is only said about it. */
export interface ComparedChange {
  readonly time: SimTime
  readonly type: StoredChange['type']
  readonly resource: Resource
  readonly namespace: string
  readonly name: string
  /** The object as `kubectl get -o json` would print it. */
  readonly object: JsonObject
  readonly by: string
  readonly why: string
}

/** The change in a form that can be compared across runs; `epoch` is the wall time of t = 0. */
export function comparedChange(change: StoredChange, epoch: WallTime): ComparedChange {
  const { time, type, resource, object, by, why } = change
  const namespace = namespaceOf(object)
  const name = nameOf(object)
  return { time, type, resource, namespace, name, object: writeObject(object, epoch), by, why }
}

/**
 * In what two changes differ: `time`, `type`, `resource`, `name`, or paths of fields of the object such as
 * `status.phase`; empty when they are alike. Who made them, and why, does not count.
 */
export function differingFields(
  one: ComparedChange | undefined,
  other: ComparedChange | undefined,
): readonly string[] {
  if (one === undefined || other === undefined) return one === other ? [] : ['presence']
  const fields = (['time', 'type', 'resource', 'namespace', 'name'] as const).filter(
    (field) => one[field] !== other[field],
  )
  // Of different objects it says nothing that all of their fields differ.
  if (one.resource !== other.resource || one.name !== other.name) return fields
  return [...fields, ...differingPaths(one.object, other.object, '')]
}

function differingPaths(one: JsonValue, other: JsonValue, path: string): readonly string[] {
  if (isSameJson(one, other)) return []
  if (!isJsonObject(one) || !isJsonObject(other)) return [path]
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()
  return keys.flatMap((key) =>
    differingPaths(one[key] ?? null, other[key] ?? null, path === '' ? key : `${path}.${key}`),
  )
}
