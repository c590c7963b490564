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
  let low = 0x2545_f491
  let high = 0x6c07_8965
  for (let index = 0; index < name.length; index++) {
    const unit = name.charCodeAt(index)
    low = Math.imul(low ^ unit, 0x9e37_79b1)
    low ^= low >>> 15
    high = Math.imul(high ^ unit, 0x85eb_ca6b)
    high ^= high >>> 13
  }
  low = Math.imul(low ^ name.length ^ high, 0x7feb_352d)
  low ^= low >>> 15
  high = Math.imul(high ^ low, 0x846c_a68b)
  high ^= high >>> 16
  return ((high >>> 11) * 4_294_967_296 + (low >>> 0)) as EntityKey
}
