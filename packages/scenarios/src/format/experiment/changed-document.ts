import type { JsonValue } from '@seatrial/core'
import type { Position } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import type { FieldPath } from '../paths/field-path.ts'

/** A document that says something else at some places; positions are those of the original. */
export class ChangedDocument implements SourceDocument {
  readonly value: JsonValue
  readonly #original: SourceDocument

  constructor(original: SourceDocument, value: JsonValue) {
    this.#original = original
    this.value = value
  }

  get file(): string {
    return this.#original.file
  }

  valuePosition(path: FieldPath): Position | undefined {
    return this.#original.valuePosition(path)
  }

  keyPosition(path: FieldPath): Position | undefined {
    return this.#original.keyPosition(path)
  }
}
