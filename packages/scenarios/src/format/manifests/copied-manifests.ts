import { type JsonObject, isJsonObject } from '@seatrial/core'
import { childOf } from '../paths/field-path.ts'
import type { Manifest } from './manifest.ts'
import type { ReadManifests } from './read-manifests.ts'

/** The label by which copies of a workload tell their pods apart. */
export const COPY_LABEL = 'seatrial.dev/copy'

/** Copies of one file at most. */
export const COPIES_MAX = 10_000

/**
 * Each StatefulSet and DaemonSet so many times, as `NAME-0`, `NAME-1` and so on; all else once. The
 * selector and the pods of a copy carry its number as a label, so that no copy takes another's pods.
 */
export function copiedManifests(read: ReadManifests, copies: number): ReadManifests {
  return { ...read, objects: read.objects.flatMap((manifest) => copiesOf(manifest, copies)) }
}

function copiesOf(manifest: Manifest, copies: number): readonly Manifest[] {
  if (manifest.kind !== 'StatefulSet' && manifest.kind !== 'DaemonSet') return [manifest]
  return Array.from({ length: copies }, (_, copy) => copyOf(manifest, copy))
}

function copyOf(manifest: Manifest, copy: number): Manifest {
  const name = `${manifest.name}-${copy}`
  const label = { [COPY_LABEL]: String(copy) }
  const { object } = manifest
  const spec = objectAt(object, 'spec')
  const selector = objectAt(spec, 'selector')
  const template = objectAt(spec, 'template')
  const podMetadata = objectAt(template, 'metadata')
  return {
    ...manifest,
    name,
    object: {
      ...object,
      metadata: { ...objectAt(object, 'metadata'), name },
      spec: {
        ...spec,
        selector: { ...selector, matchLabels: { ...objectAt(selector, 'matchLabels'), ...label } },
        template: {
          ...template,
          metadata: { ...podMetadata, labels: { ...objectAt(podMetadata, 'labels'), ...label } },
        },
      },
    },
  }
}

function objectAt(parent: JsonObject, key: string): JsonObject {
  const child = childOf(parent, key)
  return isJsonObject(child) ? child : {}
}
