import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'
import { InputError, InputErrors } from '../../input-error.ts'
import { readDocuments } from '../documents/read-documents.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { type FieldPath, formatFieldPath, valueAt } from '../paths/field-path.ts'
import { joinFilePath } from '../paths/file-path.ts'
import { COPIES_MAX, copiedManifests } from './copied-manifests.ts'
import {
  type ManifestCheck,
  type ReadManifests,
  joinManifests,
  readManifestAt,
  readManifestDocuments,
} from './read-manifests.ts'

/** Gives the text of a file, or throws. */
export type ReadFile = (path: string) => string

/** Loads the manifests that a scenario names or holds, each file once. */
export class ManifestLoader {
  readonly #document: SourceDocument
  readonly #readFile: ReadFile
  readonly #files = new Map<string, ReadManifests>()

  constructor(document: SourceDocument, readFile: ReadFile) {
    this.#document = document
    this.#readFile = readFile
  }

  /**
   * The manifests that stand at `path`: a file's name, a file with a number of copies, an object or a
   * list of these. What is none of them is left to the schema to report.
   */
  load(path: FieldPath, check: ManifestCheck): ReadManifests {
    const value = valueAt(this.#document.value, path)
    if (!Array.isArray(value)) return this.#loadOne(value, path, check)
    return joinManifests(
      value.map((element: JsonValue, index) => this.#loadOne(element, [...path, index], check)),
    )
  }

  #loadOne(value: JsonValue | undefined, path: FieldPath, check: ManifestCheck): ReadManifests {
    if (typeof value === 'string' && value !== '') return this.#loadFile(value, path, check)
    if (!isJsonObject(value)) return NO_MANIFESTS
    if ('copies' in value) return this.#loadCopies(value, path, check)
    return readManifestAt(this.#document, path, check)
  }

  #loadCopies({ file, copies }: JsonObject, path: FieldPath, check: ManifestCheck): ReadManifests {
    if (typeof file !== 'string' || typeof copies !== 'number') return NO_MANIFESTS
    if (copies > COPIES_MAX) return NO_MANIFESTS
    return copiedManifests(this.#loadFile(file, [...path, 'file'], check), copies)
  }

  #loadFile(reference: string, path: FieldPath, check: ManifestCheck): ReadManifests {
    const file = joinFilePath(this.#document.file, reference)
    const known = this.#files.get(file)
    // The objects of a file that is named twice are there twice, its errors only once.
    if (known !== undefined) return { ...known, errors: [] }
    const loaded = this.#readManifests(file, path, check)
    this.#files.set(file, loaded)
    return loaded
  }

  #readManifests(file: string, path: FieldPath, check: ManifestCheck): ReadManifests {
    let text: string
    try {
      text = this.#readFile(file)
    } catch (error) {
      return { ...NO_MANIFESTS, errors: [this.#unreadable(path, error)] }
    }
    try {
      return readManifestDocuments(readDocuments(file, text), check)
    } catch (error) {
      if (!(error instanceof InputErrors)) throw error
      return { ...NO_MANIFESTS, errors: error.errors }
    }
  }

  #unreadable(path: FieldPath, error: unknown): InputError {
    return new InputError({
      file: this.#document.file,
      position: this.#document.valuePosition(path),
      path: formatFieldPath(path, this.#document.value),
      expected: 'a file that can be read',
      got: error instanceof Error ? error.message : String(error),
    })
  }
}

const NO_MANIFESTS: ReadManifests = { objects: [], ignoredKinds: [], errors: [] }
