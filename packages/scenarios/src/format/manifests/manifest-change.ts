import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'
import { type FieldPath, childOf, valueAt } from '../paths/field-path.ts'

/** The lists of a pod template whose elements are containers with images of their own. */
export const CONTAINER_LISTS: readonly string[] = ['containers', 'initContainers']

const TEMPLATE_SPEC: FieldPath = ['spec', 'template', 'spec']

/** The value at `path` replaced, maps on the way made where they are missing; `null` removes it. */
export function withValueAt(object: JsonObject, path: FieldPath, value: JsonValue): JsonObject {
  return replace(object, path, value) as JsonObject
}

/** The names of the containers of a workload or of a pod, init containers last. */
export function containerNames(object: JsonObject): readonly string[] {
  return CONTAINER_LISTS.flatMap((list) => containersOf(object, list))
    .map((container) => childOf(container, 'name'))
    .filter((name) => typeof name === 'string')
}

/** The workload or the pod with new images; names that it does not have are left out. */
export function withImages(
  object: JsonObject,
  images: Readonly<Record<string, string>>,
): JsonObject {
  let changed = object
  for (const list of CONTAINER_LISTS) {
    for (const [index, container] of containersOf(object, list).entries()) {
      const name = childOf(container, 'name')
      if (typeof name !== 'string' || !Object.hasOwn(images, name)) continue
      changed = withValueAt(changed, [...podSpecPath(object), list, index, 'image'], images[name]!)
    }
  }
  return changed
}

/** The StatefulSet with another number of replicas. */
export function withReplicas(object: JsonObject, replicas: number): JsonObject {
  return withValueAt(object, ['spec', 'replicas'], replicas)
}

/** The workload as kubectl rollout restart leaves it; `timestamp` is in RFC 3339. */
export function restarted(object: JsonObject, timestamp: string): JsonObject {
  const annotation = ['spec', 'template', 'metadata', 'annotations', RESTARTED_AT]
  return withValueAt(object, annotation, timestamp)
}

const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt'

/** A JSON merge patch (RFC 7386): maps are merged, `null` removes, all else replaces. */
export function mergePatch(target: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isJsonObject(patch)) return patch
  const merged: Record<string, JsonValue> = isJsonObject(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else merged[key] = mergePatch(merged[key], value)
  }
  return merged
}

function containersOf(object: JsonObject, list: string): readonly JsonValue[] {
  const containers = valueAt(object, [...podSpecPath(object), list])
  return Array.isArray(containers) ? (containers as readonly JsonValue[]) : []
}

function podSpecPath({ kind }: JsonObject): FieldPath {
  return kind === 'Pod' ? ['spec'] : TEMPLATE_SPEC
}

function replace(value: JsonValue | undefined, path: FieldPath, replacement: JsonValue): JsonValue {
  const [step, ...rest] = path
  if (step === undefined) return replacement
  if (typeof step === 'number') {
    const list = Array.isArray(value) ? (value as readonly JsonValue[]) : []
    return list.with(step, replace(list[step], rest, replacement))
  }
  const map: Record<string, JsonValue> = isJsonObject(value) ? { ...value } : {}
  if (rest.length === 0 && replacement === null) delete map[step]
  else map[step] = replace(map[step], rest, replacement)
  return map
}
