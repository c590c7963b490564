import { setImmediate } from 'node:timers/promises'
import type { Replication } from '@seatrial/scenarios'
import type { ReplicationKey } from './replication-order.ts'

/** Runs replications, some at a time. */
export interface ReplicationRunner {
  run(keys: readonly ReplicationKey[]): Promise<readonly Replication[]>
  /** Stops whatever it runs, which will never be there. */
  close(): Promise<void>
}

/** Runs one replication to its end. */
export type Replicate = (key: ReplicationKey) => Replication

/** Runs them in this thread, and lets everything else happen in between. */
export class LocalRunner implements ReplicationRunner {
  readonly #replicate: Replicate

  constructor(replicate: Replicate) {
    this.#replicate = replicate
  }

  async run(keys: readonly ReplicationKey[]): Promise<readonly Replication[]> {
    await setImmediate()
    return keys.map(this.#replicate)
  }

  async close(): Promise<void> {}
}
