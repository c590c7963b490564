import type { JsonValue } from '@seatrial/core'
import type { SourceDocument } from '../documents/source-document.ts'

/** What flags of a command say together, as a document that nobody has written. */
export class FlagDocument implements SourceDocument {
  readonly file: string = 'command line'
  readonly value: JsonValue

  constructor(value: JsonValue) {
    this.value = value
  }

  valuePosition(): undefined {}

  keyPosition(): undefined {}
}
