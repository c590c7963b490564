import { entityKey } from '@seatrial/core'

const TWO_TO_32 = 4_294_967_296
const TWO_TO_52 = 4_503_599_627_370_496

/** What stands for a value, or begins the hash of one, that must not be taken for a text or a number. */
const NOTHING = 0x6e_6f74_6869
const FALSE = 0x66_616c_7365
const TRUE = 0x74_7275_6501
const LIST = 0x6c_6973_7401
const OBJECT = 0x6f_626a_6563

/**
 * Hashes plain data by what it says: equal data has equal hashes, whatever the order of its keys and
 * whichever objects it is made of. A hash is a whole number of up to 53 bits.
 *
 * Stored objects never change and share most of their parts; the hash of a part is worked out once.
 */
export class ContentHash {
  readonly #parts = new WeakMap<object, number>()
  readonly #keys = new Map<string, number>()

  of(value: unknown): number {
    switch (typeof value) {
      case 'string':
        return entityKey(value)
      case 'number':
        return Number.isSafeInteger(value) && value >= 0
          ? Math.abs(value)
          : entityKey(String(value))
      case 'boolean':
        return value ? TRUE : FALSE
      case 'object':
        return value === null ? NOTHING : this.#ofPart(value)
      default:
        return NOTHING
    }
  }

  /** The same for an object that nobody shares, so that its hash need not be kept, without some keys. */
  ofWhole(object: object, leftOut: readonly string[] = []): number {
    let sum = OBJECT
    for (const key in object) {
      if (leftOut.length > 0 && leftOut.includes(key)) continue
      const value = (object as Readonly<Record<string, unknown>>)[key]
      sum = add(sum, combine(this.#ofKey(key), this.of(value)))
    }
    return sum
  }

  #ofPart(part: object): number {
    let hash = this.#parts.get(part)
    if (hash === undefined) {
      hash = Array.isArray(part) ? this.#ofList(part) : this.ofWhole(part)
      this.#parts.set(part, hash)
    }
    return hash
  }

  #ofList(list: readonly unknown[]): number {
    let hash = combine(LIST, list.length)
    for (const item of list) hash = combine(hash, this.of(item))
    return hash
  }

  #ofKey(key: string): number {
    let hash = this.#keys.get(key)
    if (hash === undefined) {
      hash = entityKey(key)
      this.#keys.set(key, hash)
    }
    return hash
  }
}

/** The hash of plain data as thirteen hexadecimal digits. */
export function contentHash(value: unknown): string {
  return new ContentHash().of(value).toString(16).padStart(DIGITS, '0')
}

/** They hold 52 bits. */
const DIGITS = 13

/** One hash of two, in this order; 52 bits. */
function combine(one: number, other: number): number {
  let low = Math.imul((one | 0) ^ 0x2545_f491, 0x9e37_79b1)
  low = Math.imul(low ^ (low >>> 15) ^ (other | 0), 0x85eb_ca6b)
  let high = Math.imul(((one / TWO_TO_32) | 0) ^ low, 0x7feb_352d)
  high = Math.imul(high ^ (high >>> 16) ^ ((other / TWO_TO_32) | 0), 0x846c_a68b)
  low ^= low >>> 13
  high ^= high >>> 15
  return (high >>> 12) * TWO_TO_32 + (low >>> 0)
}

/** A sum modulo 2⁵², exact, so that it does not depend on the order of what is added. */
function add(one: number, other: number): number {
  const sum = one + other
  return sum < TWO_TO_52 ? sum : sum - TWO_TO_52
}
