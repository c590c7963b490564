import type { ByteSink } from '../sink.ts'
import type { Column, Field } from './column.ts'
import { RowWriter } from './row-writer.ts'

/** A file of many rows, written as they come: the same bytes as `writeTable`. */
export class RowFile {
  readonly #columns: readonly Column[]
  readonly #writer: RowWriter

  /** Writes the row of names at once. */
  constructor(columns: readonly Column[], sink: ByteSink) {
    this.#columns = columns
    this.#writer = new RowWriter(sink)
    this.#writer.names(columns)
  }

  write(row: readonly Field[]): void {
    for (let index = 0; index < this.#columns.length; index++) {
      this.#writeField((this.#columns[index] as Column).type, row[index])
    }
    this.#writer.endRow()
  }

  /** Hands the last rows on. */
  close(): void {
    this.#writer.flush()
  }

  #writeField(type: Column['type'], value: Field): void {
    if (value === undefined) this.#writer.empty()
    else if (typeof value === 'string') this.#writer.text(value)
    else if (type === 'seconds') this.#writer.seconds(value)
    else if (type === 'number') this.#writer.number(value)
    else this.#writer.count(value)
  }
}
