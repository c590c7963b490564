import { type JsonValue } from '@seatrial/core'
import type { Manifest } from '../../format/manifests/manifest.ts'
import { elementsAt, valueAt } from '../../format/paths/field-path.ts'
import type { StorageClassSettings } from '../../format/scenario/scenario.ts'

/** How claims named their class before they had a field for it. */
const CLASS_ANNOTATION = 'volume.beta.kubernetes.io/storage-class'
const DEFAULT_ANNOTATION = 'storageclass.kubernetes.io/is-default-class'
const STANDARD = 'standard'

/**
 * The storage classes that claims among the manifests ask for and nobody brings along, made as
 * clouds set them up: volumes on demand, near the pod that uses them. Claims that name no class get
 * the class `standard`, unless the manifests have a default class.
 */
export function defaultStorageClasses(
  manifests: readonly Manifest[],
): readonly StorageClassSettings[] {
  const classes = manifests.filter(({ kind }) => kind === 'StorageClass')
  const known = new Set(classes.map(({ name }) => name))
  const hasDefault = classes.some(({ object }) => isDefault(object))
  const wanted = new Set(manifests.flatMap(claimsIn).map((claim) => classOf(claim)))
  if (wanted.delete(undefined) && !hasDefault) wanted.add(STANDARD)
  return [...wanted]
    .filter((name) => name !== undefined && name !== '' && !known.has(name))
    .map((name) => ({
      name: name as string,
      default: name === STANDARD && !hasDefault,
      volumeBindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
      allowVolumeExpansion: false,
    }))
}

function claimsIn({ kind, object }: Manifest): readonly JsonValue[] {
  if (kind === 'PersistentVolumeClaim') return [object]
  return kind === 'StatefulSet' ? elementsAt(object, ['spec', 'volumeClaimTemplates']) : []
}

/** The class that a claim names: '' for none at all, undefined for the cluster's default. */
function classOf(claim: JsonValue): string | undefined {
  const annotated = valueAt(claim, ['metadata', 'annotations', CLASS_ANNOTATION])
  const name = annotated ?? valueAt(claim, ['spec', 'storageClassName'])
  return typeof name === 'string' ? name : undefined
}

function isDefault(storageClass: JsonValue): boolean {
  return valueAt(storageClass, ['metadata', 'annotations', DEFAULT_ANNOTATION]) === 'true'
}
