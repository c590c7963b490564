/** Which replication of which variant: the name of one run, before and after it is there. */
export interface ReplicationKey {
  readonly variant: number
  readonly replication: number
}

/**
 * The order in which replications are judged and written: all variants of one number before any of
 * the next, so that variants always stand side by side. Places in it count from 0.
 */
export class ReplicationOrder {
  readonly #variantCount: number

  constructor(variantCount: number) {
    this.#variantCount = variantCount
  }

  placeOf({ variant, replication }: ReplicationKey): number {
    return replication * this.#variantCount + variant
  }

  /** Whose place that is. */
  keyAt(place: number): ReplicationKey {
    const variant = place % this.#variantCount
    return { variant, replication: (place - variant) / this.#variantCount }
  }
}
