import { REPLICATION_MEASURES } from './replication-measure.ts'
import type { Replication } from './replication.ts'

/** Replications in a page: few enough that none is worth sparing, so many that pages are few. */
const PAGE_SIZE = 1_024

/** Numbers in a replication. */
const VALUE_COUNT = REPLICATION_MEASURES.length

/** Hexadecimal digits of a trace digest. */
const DIGEST_LENGTH = 16

/**
 * Replications in little room, a hundred bytes each: what statistics need of them, which is every value,
 * since quantiles and pairs do. They are packed into pages of numbers, in the order in which they come,
 * and become objects again only while somebody looks at them.
 */
export class ReplicationStore {
  readonly #variantCount: number
  /** By place, all variants of a number before the next: where it lies, counted from 1; 0: nowhere. */
  #positions = new Uint32Array(PAGE_SIZE)
  readonly #pages: Page[] = []
  readonly #endings = new Endings()
  #count = 0

  constructor(variantCount: number) {
    this.#variantCount = variantCount
  }

  get count(): number {
    return this.#count
  }

  has(variant: number, replication: number): boolean {
    return this.#positionOf(variant, replication) !== undefined
  }

  /** As it was added; undefined where none was. */
  at(variant: number, replication: number): Replication | undefined {
    const position = this.#positionOf(variant, replication)
    if (position === undefined) return undefined
    const page = this.#pages[Math.floor(position / PAGE_SIZE)]!
    return { variant, replication, ...page.read(position % PAGE_SIZE, this.#endings) }
  }

  /** One of its values, by the order of `REPLICATION_MEASURES`; `NaN` where none was added. */
  valueAt(variant: number, replication: number, column: number): number {
    const position = this.#positionOf(variant, replication)
    if (position === undefined) return NaN
    return this.#pages[Math.floor(position / PAGE_SIZE)]!.valueAt(position % PAGE_SIZE, column)
  }

  /** Takes one that is not there yet. */
  add(replication: Replication): void {
    const place = this.#placeOf(replication.variant, replication.replication)
    if (place >= this.#positions.length) this.#makeRoomFor(place)
    const row = this.#count % PAGE_SIZE
    if (row === 0) this.#pages.push(new Page())
    this.#pages.at(-1)!.write(row, replication, this.#endings)
    this.#positions[place] = ++this.#count
  }

  #positionOf(variant: number, replication: number): number | undefined {
    const position = this.#positions[this.#placeOf(variant, replication)] ?? 0
    return position === 0 ? undefined : position - 1
  }

  #placeOf(variant: number, replication: number): number {
    return replication * this.#variantCount + variant
  }

  #makeRoomFor(place: number): void {
    const positions = new Uint32Array(Math.max(place + 1, 2 * this.#positions.length))
    positions.set(this.#positions)
    this.#positions = positions
  }
}

/** What a replication is besides whose it is. */
type Content = Omit<Replication, 'variant' | 'replication'>

/** How a run ended and what it met: of the many ways few are there, each kept once. */
type Ending = Pick<Replication, 'outcome' | 'expectations'>

/** Some replications, row by row. */
class Page {
  readonly #values = new Float64Array(PAGE_SIZE * VALUE_COUNT)
  readonly #digests = new Uint8Array(PAGE_SIZE * DIGEST_LENGTH)
  readonly #endings = new Uint32Array(PAGE_SIZE)

  write(row: number, { values, traceDigest, ...ending }: Replication, endings: Endings): void {
    if (traceDigest.length > DIGEST_LENGTH) throw new RangeError(`no digest: ${traceDigest}`)
    this.#values.set(values, row * VALUE_COUNT)
    for (let index = 0; index < traceDigest.length; index++) {
      this.#digests[row * DIGEST_LENGTH + index] = traceDigest.charCodeAt(index)
    }
    this.#endings[row] = endings.numberOf(ending)
  }

  read(row: number, endings: Endings): Content {
    const start = row * DIGEST_LENGTH
    const digits = this.#digests.subarray(start, start + DIGEST_LENGTH)
    const unused = digits.indexOf(0)
    const { outcome, expectations } = endings.at(this.#endings[row]!)
    return {
      outcome,
      values: Array.from(this.#values.subarray(row * VALUE_COUNT, (row + 1) * VALUE_COUNT)),
      expectations,
      traceDigest: String.fromCharCode(...(unused === -1 ? digits : digits.subarray(0, unused))),
    }
  }

  valueAt(row: number, column: number): number {
    return this.#values[row * VALUE_COUNT + column]!
  }
}

/** All different endings, by numbers. */
class Endings {
  readonly #numbers = new Map<string, number>()
  readonly #endings: Ending[] = []

  numberOf({ outcome, expectations }: Ending): number {
    const key = `${outcome} ${expectations.map(Number).join('')}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.#endings.push({ outcome, expectations: [...expectations] }) - 1
    this.#numbers.set(key, number)
    return number
  }

  at(number: number): Ending {
    return this.#endings[number]!
  }
}
