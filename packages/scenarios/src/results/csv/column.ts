/** What the values of a column are, and how they are written. */
export type ColumnType =
  /** As it is, in quotes where CSV needs them. */
  | 'text'
  /** A whole number. */
  | 'count'
  /** Any number, in the fewest digits that mean it; `Infinity` as that, and NaN as nothing. */
  | 'number'
  /** An instant or a duration: whole microseconds, written as seconds. */
  | 'seconds'

/** One column of a result file. */
export interface Column {
  readonly name: string
  readonly type: ColumnType
  /** Half a sentence for people who read the file. */
  readonly meaning: string
}

/** A value of a column; undefined is written as nothing. */
export type Field = string | number | undefined
