import type { JsonObject, StringMap } from '@seatrial/core'
import { type OwningSet, controllerReference } from './controller-reference.ts'

/** The metadata that every pod of a set takes from the template, with the labels of its own. */
export function podMetadata(
  set: OwningSet,
  template: JsonObject,
  ownLabels: StringMap,
): JsonObject {
  const { labels, annotations, finalizers } = (template['metadata'] ?? {}) as JsonObject
  return {
    generateName: `${set.metadata.name}-`,
    labels: { ...(labels as StringMap | undefined), ...ownLabels },
    ...(annotations !== undefined && { annotations }),
    ...(finalizers !== undefined && { finalizers }),
    ownerReferences: [{ ...controllerReference(set) }],
  }
}
