import type { Position } from '../../input-error.ts'

/** Turns offsets into lines and columns; the lines are only counted when the first one is asked for. */
export class LineIndex {
  readonly #text: string
  #lineStarts: readonly number[] | undefined

  constructor(text: string) {
    this.#text = text
  }

  /** Columns count UTF-16 units, as editors do; an offset beyond the text counts as its end. */
  position(offset: number): Position {
    this.#lineStarts ??= findLineStarts(this.#text)
    const inside = Math.max(0, Math.min(offset, this.#text.length))
    const line = lastAtOrBefore(this.#lineStarts, inside)
    return { line: line + 1, column: inside - this.#lineStarts[line]! + 1 }
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0]
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1))
    starts.push(end + 1)
  return starts
}

/** The index of the last start that is not after `offset`; there is one, since the first is 0. */
function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle - 1
  }
  return low
}
