const ROW_BITS = 10
const ROWS_PER_PAGE = 1 << ROW_BITS

/**
 * Rows of numbers, for what there is a million of: a row costs its numbers and nothing more, no row
 * moves, and a freed row is given out again.
 *
 * Invariant: a row that is given out holds NaN everywhere.
 */
export class InstantTable {
  readonly #width: number
  readonly #pages: Float64Array[] = []
  readonly #free: number[] = []
  #end = 0

  /** `width` numbers a row. */
  constructor(width: number) {
    this.#width = width
  }

  /** How many rows are in use. */
  get size(): number {
    return this.#end - this.#free.length
  }

  /** A row that nobody else has. */
  take(): number {
    const freed = this.#free.pop()
    if (freed !== undefined) return freed
    const row = this.#end++
    if ((row & (ROWS_PER_PAGE - 1)) === 0) {
      this.#pages.push(new Float64Array(ROWS_PER_PAGE * this.#width).fill(NaN))
    }
    return row
  }

  /** Gives a row back. */
  release(row: number): void {
    const start = this.#place(row, 0)
    this.#page(row).fill(NaN, start, start + this.#width)
    this.#free.push(row)
  }

  get(row: number, column: number): number {
    return this.#page(row)[this.#place(row, column)] as number
  }

  set(row: number, column: number, value: number): void {
    this.#page(row)[this.#place(row, column)] = value
  }

  #page(row: number): Float64Array {
    return this.#pages[row >> ROW_BITS] as Float64Array
  }

  #place(row: number, column: number): number {
    return (row & (ROWS_PER_PAGE - 1)) * this.#width + column
  }
}
