/** A column is never narrower than this. */
const MINIMUM_WIDTH = 6
/** What `kubectl get` leaves between two columns. */
const PADDING = 3

/**
 * How rows that are written at different times share their columns.
 * `modern` (kubectl 1.14 and later) remembers the widths, which only grow; `legacy` starts afresh.
 */
export type LayoutStyle = 'modern' | 'legacy'

/**
 * Lays out the rows of one table in columns, byte for byte as kubectl does.
 *
 * Invariants:
 * - Every row has as many cells as the one before.
 * - The last cell of a row is written as it is, so that a row ends in spaces only if that is empty.
 *
 * Widths count UTF-16 units: what Kubernetes prints is ASCII.
 */
export class ColumnLayout {
  readonly #style: LayoutStyle
  readonly #padding: number
  #widths: number[] = []

  /** @param padding spaces between the longest cell of a column and the next column */
  constructor(style: LayoutStyle, padding: number = PADDING) {
    this.#style = style
    this.#padding = padding
  }

  /** The text of rows that are written together, with their line ends. */
  layOut(rows: readonly (readonly string[])[]): string {
    if (this.#style === 'legacy') this.#widths = []
    for (const row of rows) this.#widen(row)
    return rows.map((row) => this.#line(row)).join('')
  }

  #widen(row: readonly string[]): void {
    for (const [column, cell] of row.entries()) {
      const width = Math.max(MINIMUM_WIDTH, cell.length + this.#padding)
      this.#widths[column] = Math.max(this.#widths[column] ?? 0, width)
    }
  }

  #line(row: readonly string[]): string {
    const last = row.length - 1
    const padded = row.map((cell, column) => {
      return column === last ? cell : cell.padEnd(this.#widths[column]!)
    })
    return `${padded.join('')}\n`
  }
}
