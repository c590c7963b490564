import { type JsonObject, compareText } from '@seatrial/core'
import { type JsonPath, textAt } from '@seatrial/scenarios'
import { compareNaturally } from '../natural-order.ts'
import { type PrintedKind, namesOf } from '../printed-kind.ts'
import { metadataOf } from '../printed-objects.ts'
import type { GetRequest } from '../request/print-request.ts'

/** The objects that a request selects, in the order of the API server: by namespace and name. */
export function selectObjects(
  request: GetRequest,
  kind: PrintedKind,
  objects: readonly JsonObject[] = [],
): JsonObject[] {
  const selected = objects.filter((object) => isSelected(request, kind, object))
  return selected.sort((left, right) => compareText(keyOf(left), keyOf(right)))
}

/** The objects in the order that `--sort-by` asks for; those without that field come first. */
export function sortedBy(
  path: JsonPath | undefined,
  objects: readonly JsonObject[],
): readonly JsonObject[] {
  if (path === undefined) return objects
  return objects.toSorted((one, other) =>
    compareNaturally(textAt(one, path) ?? '', textAt(other, path) ?? ''),
  )
}

/** True when the request is about an object of one of its kinds, in the state that is given. */
export function isSelected(request: GetRequest, kind: PrintedKind, object: JsonObject): boolean {
  const { namespace = '', name = '', labels = {} } = metadataOf(object)
  const isElsewhere = namesOf(kind).namespaced && namespace !== request.namespace
  if (isElsewhere && !request.allNamespaces) return false
  if (request.names.length > 0 && !request.names.includes(name)) return false
  return (request.selector?.matches(labels) ?? true) && request.matchesFields(object)
}

/** True for the object of that name in that namespace. */
export function isNamed(
  object: JsonObject,
  { name, namespace }: { readonly name: string; readonly namespace: string },
): boolean {
  const metadata = metadataOf(object)
  return metadata.name === name && metadata.namespace === namespace
}

/** Where the API server keeps the object: lists are sorted by this. */
function keyOf(object: JsonObject): string {
  const { namespace = '', name = '' } = metadataOf(object)
  return `${namespace}/${name}`
}
