import { stringify } from 'csv-stringify/sync'
import type { Column, Field } from './column.ts'

/** A small table as the text of a CSV file: a row of names, then the rows, each with a line end. */
export function writeTable(columns: readonly Column[], rows: Iterable<readonly Field[]>): string {
  const records = Array.from(rows, (row) =>
    columns.map(({ type }, index) => (type === 'seconds' ? inSeconds(row[index]) : row[index])),
  )
  return stringify([columns.map(({ name }) => name), ...records])
}

function inSeconds(microseconds: Field): Field {
  const isKnown = typeof microseconds === 'number' && Number.isFinite(microseconds)
  return isKnown ? microseconds / 1_000_000 : undefined
}
