import { type JsonValue, isJsonObject, nearestWord } from '@seatrial/core'
import { InputError, describeChoices, describeValue } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { type WorkloadReference, parseWorkloadReference } from '../language/object-reference.ts'
import type { Manifest } from '../manifests/manifest.ts'
import { addressOf, meantBy } from '../manifests/workloads.ts'
import { type FieldPath, formatFieldPath, valueAt } from '../paths/field-path.ts'

/**
 * Finds texts and keys below `start` that name a workload which is not there, or more than one.
 * Their spelling (`statefulset/kafka`) tells them from all other texts.
 */
export function checkReferences(
  document: SourceDocument,
  start: FieldPath,
  workloads: readonly Manifest[],
): readonly InputError[] {
  const errors: InputError[] = []
  for (const mention of mentions(valueAt(document.value, start), start)) {
    const meant = meantBy(mention.reference, workloads)
    if (meant.length !== 1) errors.push(explain(document, mention, meant, workloads))
  }
  return errors
}

/** A place where a workload is named. */
interface Mention {
  readonly path: FieldPath
  readonly isKey: boolean
  readonly text: string
  readonly reference: WorkloadReference
}

function* mentions(value: JsonValue | undefined, path: FieldPath): Generator<Mention> {
  if (typeof value === 'string') {
    const text = namedIn(value)
    const reference = parseWorkloadReference(text)
    if (reference !== undefined) yield { path, isKey: false, text, reference }
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      yield* mentions(element as JsonValue, [...path, index])
    }
  } else if (isJsonObject(value)) {
    for (const [key, child] of Object.entries(value)) {
      if (HOLDS_OBJECTS.has(key)) continue
      const reference = parseWorkloadReference(key)
      // Below a workload stand its own values, which name no others.
      if (reference === undefined) yield* mentions(child, [...path, key])
      else yield { path: [...path, key], isKey: true, text: key, reference }
    }
  }
}

/** The word that may be a workload: the one after `of` in an expectation, else the text itself. */
function namedIn(text: string): string {
  const words = text.split(' ')
  return words[words.lastIndexOf('of') + 1] ?? text
}

/** The keys under which files and Kubernetes objects stand. */
const HOLDS_OBJECTS: ReadonlySet<string> = new Set(['apply', 'cluster', 'existing', 'manifests'])

function explain(
  document: SourceDocument,
  { path, isKey, text }: Mention,
  meant: readonly Manifest[],
  workloads: readonly Manifest[],
): InputError {
  const choices = meant.length > 0 ? meant : workloads
  const names = choices.map(addressOf)
  return new InputError({
    file: document.file,
    position: isKey ? document.keyPosition(path) : document.valuePosition(path),
    path: formatFieldPath(path, document.value),
    expected:
      names.length === 0
        ? 'a workload among the manifests, which have none'
        : describeChoices(names),
    got: describeValue(text),
    suggestion: meant.length > 0 ? undefined : nearestWord(text, names),
  })
}
