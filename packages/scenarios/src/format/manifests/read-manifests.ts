import { type JsonObject, type JsonValue, isJsonObject, nearestWord } from '@seatrial/core'
import { InputError, describeChoices, describeSort, describeValue } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { type FieldPath, childOf, formatFieldPath, valueAt } from '../paths/field-path.ts'
import { SEATRIAL_KINDS, isSeatrialVersion } from '../seatrial-documents.ts'
import { findKindProblem, knownKind, qualifiedKind } from './kubernetes-kinds.ts'
import type { Manifest } from './manifest.ts'

/** The Kubernetes objects of some documents. */
export interface ReadManifests {
  /** Objects of the kinds that matter to a rollout, in the order of the input. */
  readonly objects: readonly Manifest[]
  /** The other kinds, each once, in the order in which they first came. Their objects are dropped at once. */
  readonly ignoredKinds: readonly string[]
  readonly errors: readonly InputError[]
}

/** What is wrong with an object that is a Kubernetes object at all. */
export type ManifestCheck = (document: SourceDocument, manifest: Manifest) => readonly InputError[]

/** The Kubernetes objects of documents that hold nothing else; lists are taken apart. */
export function readManifestDocuments(
  documents: readonly SourceDocument[],
  check: ManifestCheck,
): ReadManifests {
  return joinManifests(documents.map((document) => readManifestAt(document, [], check)))
}

/** The Kubernetes object, or list of such, that stands at `path` of a document. */
export function readManifestAt(
  document: SourceDocument,
  path: FieldPath,
  check: ManifestCheck,
): ReadManifests {
  const reader = new ManifestReader(document)
  reader.read(valueAt(document.value, path), path, {})
  const { objects, ignoredKinds } = reader
  const errors = [...reader.errors]
  for (const manifest of objects) {
    if (errors.length < MOST_ERRORS) errors.push(...check(document, manifest))
  }
  return { objects, ignoredKinds, errors }
}

/** Several readings as one. */
export function joinManifests(parts: readonly ReadManifests[]): ReadManifests {
  return {
    objects: parts.flatMap((part) => part.objects),
    ignoredKinds: [...new Set(parts.flatMap((part) => part.ignoredKinds))],
    errors: parts.flatMap((part) => part.errors),
  }
}

/** What the items of a typed list leave out. */
interface ListDefaults {
  readonly apiVersion?: string
  readonly kind?: string
}

class ManifestReader {
  readonly objects: Manifest[] = []
  readonly ignoredKinds: string[] = []
  readonly errors: InputError[] = []
  readonly #document: SourceDocument

  constructor(document: SourceDocument) {
    this.#document = document
  }

  read(value: JsonValue | undefined, path: FieldPath, defaults: ListDefaults): void {
    if (!isJsonObject(value)) {
      this.#report(path, 'a Kubernetes object', describeSort(value))
      return
    }
    const apiVersion = value['apiVersion'] ?? defaults.apiVersion
    const kind = value['kind'] ?? defaults.kind
    if (typeof kind !== 'string' || kind === '') {
      this.#report([...path, 'kind'], 'the kind of a Kubernetes object', describeValue(kind))
    } else if (typeof apiVersion !== 'string' || apiVersion === '') {
      this.#reportVersion(path, kind, apiVersion)
    } else if (isSeatrialVersion(apiVersion)) {
      this.#report(path, 'a Kubernetes object', `a ${kind} of Seatrial`)
    } else if (kind.endsWith('List') && Array.isArray(value['items'])) {
      this.#readItems(value['items'] as readonly JsonValue[], path, apiVersion, kind)
    } else if (kind === 'List') {
      this.#report([...path, 'items'], 'a list of Kubernetes objects', describeSort(value['items']))
    } else {
      this.#readObject(value, path, apiVersion, kind)
    }
  }

  /** The items of a typed list such as StatefulSetList may leave out what its kind says. */
  #readItems(items: readonly JsonValue[], path: FieldPath, apiVersion: string, kind: string): void {
    const defaults = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) }
    items.forEach((item, index) => this.read(item, [...path, 'items', index], defaults))
  }

  #readObject(object: JsonObject, path: FieldPath, apiVersion: string, kind: string): void {
    const known = knownKind(apiVersion, kind)
    if (known === undefined) {
      this.#leaveOut(path, apiVersion, kind)
      return
    }
    const metadata = object['metadata']
    const name = childOf(metadata, 'name')
    const namespace = childOf(metadata, 'namespace') ?? 'default'
    if (typeof name !== 'string' || name === '') {
      this.#report([...path, 'metadata', 'name'], 'the name of the object', describeValue(name))
    } else if (typeof namespace !== 'string') {
      this.#report([...path, 'metadata', 'namespace'], 'a namespace', describeValue(namespace))
    } else {
      this.objects.push({
        apiVersion,
        kind,
        namespace: known.namespaced ? namespace : '',
        name,
        object: { apiVersion, kind, ...object },
        origin: { file: this.#document.file, path },
      })
    }
  }

  #leaveOut(path: FieldPath, apiVersion: string, kind: string): void {
    const problem = findKindProblem(apiVersion, kind)
    if (problem?.field === 'apiVersion') {
      this.#report([...path, 'apiVersion'], problem.expected, describeValue(apiVersion))
    } else if (problem?.field === 'kind') {
      const { choices } = problem
      const nearest = nearestWord(kind, choices)
      this.#report([...path, 'kind'], describeChoices(choices), describeValue(kind), nearest)
    } else {
      const name = qualifiedKind(apiVersion, kind)
      if (!this.ignoredKinds.includes(name)) this.ignoredKinds.push(name)
    }
  }

  /** Only documents of ours may leave their version out: without it, theirs may be the kind that was meant. */
  #reportVersion(path: FieldPath, kind: string, apiVersion: JsonValue | undefined): void {
    const nearest = apiVersion === undefined ? nearestWord(kind, SEATRIAL_KINDS) : undefined
    if (nearest === undefined) {
      const expected = 'an API version such as apps/v1'
      this.#report([...path, 'apiVersion'], expected, describeValue(apiVersion))
    } else {
      this.#report([...path, 'kind'], describeChoices(SEATRIAL_KINDS), describeValue(kind), nearest)
    }
  }

  #report(path: FieldPath, expected: string, got: string, suggestion?: string): void {
    if (this.errors.length >= MOST_ERRORS) return
    this.errors.push(
      new InputError({
        file: this.#document.file,
        position: this.#document.valuePosition(path),
        path: formatFieldPath(path, this.#document.value),
        expected,
        got,
        suggestion,
      }),
    )
  }
}

/** Errors that are kept; a file with more is not made better by a longer list. */
const MOST_ERRORS = 100
