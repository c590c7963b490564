import { stringify } from 'csv-stringify/sync'
import type { Column, ColumnType, Field } from './column.ts'

/** A small table as the text of a CSV file: a row of names, then the rows, each with a line end. */
export function writeTable(columns: readonly Column[], rows: Iterable<readonly Field[]>): string {
  const records = Array.from(rows, (row) =>
    columns.map(({ type }, index) => asWritten(type, row[index])),
  )
  return stringify([columns.map(({ name }) => name), ...records])
}

function asWritten(type: ColumnType, value: Field): Field {
  if (typeof value !== 'number') return value
  if (Number.isNaN(value)) return undefined
  if (type !== 'seconds') return value
  return Number.isFinite(value) ? value / 1_000_000 : undefined
}
