import type { Behaviours } from '../../behaviours.ts'
import type { StringMap } from '../../object-meta.ts'
import { type FieldErrors, invalid, required } from '../field-error.ts'
import { mustBe, mustBeGivenAs } from '../must-be.ts'
import { type Syntax, dnsLabel, pathSegment, pathSegmentStart, startOf } from '../name-syntax.ts'
import { validateAnnotations } from './annotations.ts'
import { validateFinalizers } from './finalizers.ts'
import { validateLabels } from './labels.ts'
import { type OwnerReferenceManifest, validateOwnerReferences } from './owner-references.ts'

/** `metadata` as a manifest gives it. */
export interface MetadataManifest {
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
  readonly labels?: StringMap
  readonly annotations?: StringMap
  readonly ownerReferences?: readonly OwnerReferenceManifest[]
  readonly finalizers?: readonly string[]
}

/** `metadata` of a new object, whose name must follow `nameSyntax`. */
export function* validateMetadata(
  metadata: MetadataManifest,
  nameSyntax: Syntax,
  behaviours: Behaviours,
): FieldErrors {
  yield* validateNames(metadata, { name: nameSyntax, generateName: startOf(nameSyntax) })
  yield* validateAttachments(metadata, behaviours)
}

/**
 * `metadata` of a changed object: the name must be the old one and no more than fit for an address,
 * since rules for names may have been laxer when it was made.
 */
export function* validateMetadataUpdate(
  metadata: MetadataManifest,
  old: MetadataManifest,
  behaviours: Behaviours,
): FieldErrors {
  for (const field of ['name', 'namespace'] as const) {
    const value = metadata[field] ?? ''
    if (value !== (old[field] ?? '')) yield invalid(`metadata.${field}`, value, 'must not change')
  }
  yield* validateNames(metadata, { name: pathSegment, generateName: pathSegmentStart })
  yield* validateAttachments(metadata, behaviours)
}

function* validateNames(
  { name = '', generateName = '', namespace }: MetadataManifest,
  syntax: { readonly name: Syntax; readonly generateName: Syntax },
): FieldErrors {
  if (generateName !== '') {
    yield* mustBe(syntax.generateName, generateName, 'metadata.generateName')
  }
  if (name === '') yield required('metadata.name', 'must be given, or generateName instead')
  else yield* mustBe(syntax.name, name, 'metadata.name')
  yield* mustBeGivenAs(dnsLabel, namespace, 'metadata.namespace')
}

function* validateAttachments(metadata: MetadataManifest, behaviours: Behaviours): FieldErrors {
  const { labels = {}, annotations = {}, ownerReferences = [], finalizers = [] } = metadata
  yield* validateLabels(labels, 'metadata.labels')
  yield* validateAnnotations(annotations, 'metadata.annotations')
  yield* validateFinalizers(finalizers, 'metadata.finalizers')
  yield* validateOwnerReferences(ownerReferences, {
    path: 'metadata.ownerReferences',
    atIndex: behaviours.ownerReferenceErrorsAtIndex,
  })
}
