import type { Replication } from '@seatrial/scenarios'
import { LogMismatch } from './log/log-mismatch.ts'
import { replicationText } from './log/replication-text.ts'
import type { ReplicationOrder } from './replication-order.ts'

/** Replications that have been run, here or before, each once. */
export class FinishedReplications {
  readonly #order: ReplicationOrder
  readonly #byPlace = new Map<number, Replication>()

  constructor(order: ReplicationOrder) {
    this.#order = order
  }

  get count(): number {
    return this.#byPlace.size
  }

  has(place: number): boolean {
    return this.#byPlace.has(place)
  }

  at(place: number): Replication | undefined {
    return this.#byPlace.get(place)
  }

  /** Takes one that was run. */
  add(replication: Replication): void {
    this.#byPlace.set(this.#order.placeOf(replication), replication)
  }

  /**
   * Takes those that were found in a folder of results, where the same may have been run twice.
   * Throws `LogMismatch` when one of them contradicts what is known already.
   */
  addFrom(folder: string, replications: readonly Replication[]): void {
    for (const replication of replications) {
      const known = this.at(this.#order.placeOf(replication))
      if (known === undefined) this.add(replication)
      else if (replicationText(known) !== replicationText(replication)) {
        throw contradiction(folder, replication)
      }
    }
  }
}

function contradiction(folder: string, { variant, replication }: Replication): LogMismatch {
  const expected = `replication ${replication} of variant ${variant} as it is known already`
  return new LogMismatch(folder, expected, 'another result')
}
