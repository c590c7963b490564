import type { JsonObject, JsonValue } from '@seatrial/core'
import type { Position } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import type { FieldPath } from '../paths/field-path.ts'

/** The spec of a scenario that stands inside another document, seen as a document of its own. */
export class EmbeddedScenario implements SourceDocument {
  readonly value: JsonValue
  readonly #document: SourceDocument
  readonly #place: FieldPath

  constructor(document: SourceDocument, place: FieldPath, spec: JsonObject) {
    this.value = { kind: 'Scenario', spec }
    this.#document = document
    this.#place = place
  }

  get file(): string {
    return this.#document.file
  }

  valuePosition(path: FieldPath): Position | undefined {
    return this.#document.valuePosition(this.#outside(path))
  }

  keyPosition(path: FieldPath): Position | undefined {
    return this.#document.keyPosition(this.#outside(path))
  }

  /** Every path of a scenario that an error can name begins with `spec`. */
  #outside(path: FieldPath): FieldPath {
    return [...this.#place, ...path.slice(1)]
  }
}
