import type { ByteSink } from '../sink.ts'
import type { Column } from './column.ts'

const CHUNK_SIZE = 65_536
/** More bytes than a number takes, with the comma before it and the end of the row. */
const NUMBER_ROOM = 32
/** A code unit of a text takes at most three bytes, or two when it is a doubled quote. */
const BYTES_PER_CODE_UNIT = 3
/** Two quotes round a text, the comma before it and the end of the row. */
const TEXT_ROOM = 4

const MILLION = 1_000_000
const BILLION = 1_000_000_000

const COMMA = 44
const QUOTE = 34
const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const MINUS = 45
const POINT = 46
const ZERO = 48

/**
 * Writes rows of a CSV straight into bytes: what csv-stringify would write for the same values, at a
 * tenth of the time. Fields are written in order, and each row is ended.
 *
 * Texts are quoted when they must be. Numbers are whole, or whole microseconds that are written as
 * seconds.
 */
export class RowWriter {
  readonly #sink: ByteSink
  #chunk = new Uint8Array(CHUNK_SIZE)
  #length = 0
  #isRowBegun = false

  constructor(sink: ByteSink) {
    this.#sink = sink
  }

  /** The row of names that every file begins with. */
  names(columns: readonly Column[]): void {
    for (const { name } of columns) this.text(name)
    this.endRow()
  }

  /** A field without a value. */
  empty(): void {
    this.#begin(NUMBER_ROOM)
  }

  text(text: string): void {
    this.#begin(text.length * BYTES_PER_CODE_UNIT + TEXT_ROOM)
    const chunk = this.#chunk
    const start = this.#length
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code >= 128 || code === COMMA || code === QUOTE || code <= CARRIAGE_RETURN) {
        this.#writeAnyText(text)
        return
      }
      chunk[start + index] = code
    }
    this.#length = start + text.length
  }

  /** A whole number. */
  count(value: number): void {
    this.#begin(NUMBER_ROOM)
    if (value < 0) this.#chunk[this.#length++] = MINUS
    this.#writeMagnitude(Math.abs(value))
  }

  /** Any number, in the fewest digits that mean it; NaN is written as nothing. */
  number(value: number): void {
    if (Number.isNaN(value)) this.empty()
    else this.text(String(value))
  }

  /** Whole microseconds, written as seconds; NaN and infinite ones are written as nothing. */
  seconds(microseconds: number): void {
    this.#begin(NUMBER_ROOM)
    if (!Number.isFinite(microseconds)) return
    if (microseconds < 0) this.#chunk[this.#length++] = MINUS
    const magnitude = Math.abs(microseconds)
    const whole = Math.floor(magnitude / MILLION)
    const millionths = (magnitude - whole * MILLION) | 0
    this.#writeMagnitude(whole)
    if (millionths !== 0) this.#writeFraction(millionths)
  }

  endRow(): void {
    this.#chunk[this.#length++] = LINE_FEED
    this.#isRowBegun = false
  }

  /** Hands on what has been written since the last full chunk. */
  flush(): void {
    if (this.#length === 0) return
    this.#sink(this.#chunk.subarray(0, this.#length))
    this.#chunk = new Uint8Array(CHUNK_SIZE)
    this.#length = 0
  }

  /** Makes room for one field, and separates it from the one before. */
  #begin(room: number): void {
    if (this.#length + room > this.#chunk.length) {
      this.flush()
      if (room > CHUNK_SIZE) this.#chunk = new Uint8Array(room)
    }
    if (this.#isRowBegun) this.#chunk[this.#length++] = COMMA
    this.#isRowBegun = true
  }

  /** A whole number from 0 to 2⁵³, in parts that the machine divides as integers. */
  #writeMagnitude(value: number): void {
    if (value < BILLION) {
      this.#writeDigits(value | 0, digitCount(value))
      return
    }
    const billions = Math.floor(value / BILLION)
    this.#writeDigits(billions | 0, digitCount(billions))
    this.#writeDigits((value - billions * BILLION) | 0, 9)
  }

  /** Up to six digits behind the point, without zeros at their end. */
  #writeFraction(millionths: number): void {
    let digits = millionths
    let count = 6
    for (; digits % 10 === 0; count--) digits = (digits / 10) | 0
    this.#chunk[this.#length++] = POINT
    this.#writeDigits(digits, count)
  }

  /** The last `count` decimal digits of a small number, zeros before them where it has fewer. */
  #writeDigits(value: number, count: number): void {
    const chunk = this.#chunk
    const end = this.#length + count
    let rest = value
    for (let place = end - 1; place >= this.#length; place--) {
      const tenth = (rest / 10) | 0
      chunk[place] = ZERO + rest - tenth * 10
      rest = tenth
    }
    this.#length = end
  }

  #writeAnyText(text: string): void {
    const isQuoted = /[",\n\r]/.test(text)
    if (isQuoted) this.#chunk[this.#length++] = QUOTE
    for (const character of text) {
      if (character === '"') this.#chunk[this.#length++] = QUOTE
      this.#writeCodePoint(character.codePointAt(0) as number)
    }
    if (isQuoted) this.#chunk[this.#length++] = QUOTE
  }

  /** UTF-8; half a surrogate pair becomes the replacement character, as everywhere. */
  #writeCodePoint(point: number): void {
    const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point
    if (code < 0x80) {
      this.#chunk[this.#length++] = code
      return
    }
    const trailing = code < 0x800 ? 1 : code < 0x1_0000 ? 2 : 3
    const lead = trailing === 1 ? 0xc0 : trailing === 2 ? 0xe0 : 0xf0
    this.#chunk[this.#length++] = lead | (code >> (6 * trailing))
    for (let left = trailing - 1; left >= 0; left--) {
      this.#chunk[this.#length++] = 0x80 | ((code >> (6 * left)) & 0x3f)
    }
  }
}

function digitCount(value: number): number {
  let count = 1
  for (let bound = 10; value >= bound; bound *= 10) count++
  return count
}
