declare const entityKeyBrand: unique symbol

/**
 * An entity as random draws know it: 53 bits hashed from its name. It is what variants share: a set
 * and an ordinal, a set and a node, a slot of a node pool; never a uid or an order of creation.
 * Compute it once per entity.
 */
export type EntityKey = number & { readonly [entityKeyBrand]: 'EntityKey' }

/**
 * The key of a name. Two names share one with a probability of 2⁻⁵³: in a million entities, one
 * chance in 18,000 that any two do.
 */
export function entityKey(name: string): EntityKey {
  hash.begin()
  hash.take(name)
  return hash.end()
}

/** The key of the name that these pieces make together, which is never put together for it. */
export function joinedKey(...pieces: readonly string[]): EntityKey {
  hash.begin()
  for (const piece of pieces) hash.take(piece)
  return hash.end()
}

/** The state of the hash, which is the same for a name as for its pieces in turn. */
class NameHash {
  private low = 0
  private high = 0
  private length = 0

  begin(): void {
    this.low = 0x2545_f491
    this.high = 0x6c07_8965
    this.length = 0
  }

  take(text: string): void {
    let { low, high } = this
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      low = Math.imul(low ^ unit, 0x9e37_79b1)
      low ^= low >>> 15
      high = Math.imul(high ^ unit, 0x85eb_ca6b)
      high ^= high >>> 13
    }
    this.low = low
    this.high = high
    this.length += text.length
  }

  end(): EntityKey {
    let { low, high } = this
    low = Math.imul(low ^ this.length ^ high, 0x7feb_352d)
    low ^= low >>> 15
    high = Math.imul(high ^ low, 0x846c_a68b)
    high ^= high >>> 16
    return ((high >>> 11) * 4_294_967_296 + (low >>> 0)) as EntityKey
  }
}

const hash = new NameHash()
