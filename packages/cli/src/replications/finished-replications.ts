import type { Replication, ReplicationStore } from '@seatrial/scenarios'
import { LogMismatch } from './log/log-mismatch.ts'
import { replicationText } from './log/replication-text.ts'
import type { ReplicationKey } from './replication-order.ts'

/** Replications that have been run, here or before, each once. */
export class FinishedReplications {
  readonly #store: ReplicationStore

  /** The store has room for them and holds none yet. */
  constructor(store: ReplicationStore) {
    this.#store = store
  }

  get count(): number {
    return this.#store.count
  }

  has({ variant, replication }: ReplicationKey): boolean {
    return this.#store.has(variant, replication)
  }

  at({ variant, replication }: ReplicationKey): Replication | undefined {
    return this.#store.at(variant, replication)
  }

  /** Takes one that was run. */
  add(replication: Replication): void {
    this.#store.add(replication)
  }

  /**
   * Takes those that were found in a folder of results, where the same may have been run twice.
   * Throws `LogMismatch` when one of them contradicts what is known already.
   */
  addFrom(folder: string, replications: Iterable<Replication>): void {
    for (const replication of replications) {
      const known = this.at(replication)
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
