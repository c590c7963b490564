import type { JsonObject, ObjectMeta, StringMap } from '@seatrial/core'
import { type OwningSet, controllerReference } from '../runtime/controller-reference.ts'

/** The label that tells the hash of a revision, by the kind of its set. */
export const REVISION_HASH_LABEL: Readonly<Record<OwningSet['kind'], string>> = {
  StatefulSet: 'controller.kubernetes.io/hash',
  DaemonSet: 'controller-revision-hash',
}

/** What a new revision takes from its set and from the template that it remembers. */
export function revisionMetadata(
  set: OwningSet,
  template: JsonObject,
  hash: string,
): Pick<ObjectMeta, 'labels' | 'annotations' | 'ownerReferences'> {
  return {
    labels: { ...labelsOf(template), [REVISION_HASH_LABEL[set.kind]]: hash },
    annotations: set.metadata.annotations,
    ownerReferences: [controllerReference(set)],
  }
}

function labelsOf(template: JsonObject): StringMap {
  const { labels } = (template['metadata'] ?? {}) as { readonly labels?: StringMap }
  return labels ?? {}
}
