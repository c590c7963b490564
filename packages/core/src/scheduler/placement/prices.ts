/**
 * What a pod pays for a node, in the points of Kubernetes' scores: a score of 100 that counts twice
 * makes a price of up to 200 for its absence. The cheapest node wins.
 *
 * Kubernetes scales the scores of each plug-in by the best and the worst node at hand; here a price
 * stands for itself, so that nodes need not all be looked at to compare two of them.
 */
export const PRICES = {
  /** A full node; an empty one costs nothing. */
  load: 100,
  /** Preferred node affinity: none of it is met. */
  unmetPreference: 200,
  /** Each PreferNoSchedule taint that is not tolerated. */
  unpreferredTaint: 300,
  /** Preferred pod affinity and anti-affinity at their worst. */
  unmetNeighbours: 200,
  /** Others of the same owner, or of the same spread constraint, in the same domain. */
  uneven: 200,
} as const

/** The price of a domain of many nodes with `count` of the pod's like, where others have `least` to `most`. */
export function unevenPrice(count: number, least: number, most: number): number {
  return (PRICES.uneven * (count - least)) / (most + 2)
}

/** The price of a node with `count` of the pod's like. */
export function companyPrice(count: number): number {
  return (PRICES.uneven * count) / (count + 1)
}

/**
 * The price of the neighbours that a pod would like to have or not to have: `liking` is the sum of the
 * weights of those that are there, `weights` the sum of all weights without their signs.
 */
export function neighbourPrice(liking: number, weights: number, wantsAny: boolean): number {
  const share = liking / (Math.abs(liking) + weights)
  return PRICES.unmetNeighbours * ((wantsAny ? 1 : 0) - share)
}
