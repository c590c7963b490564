import { setImmediate } from 'node:timers/promises'
import type { Replication, Study } from '@seatrial/scenarios'
import type { ReplicationRunner } from './replication-runner.ts'
import { type WorkOrder, carryOut } from './work-order.ts'

/** Runs replications in this thread, and lets everything else happen before each of them. */
export class LocalRunner implements ReplicationRunner {
  readonly ordersAtOnce = 1
  readonly #study: Study

  constructor(study: Study) {
    this.#study = study
  }

  async run({ keys, plan }: WorkOrder): Promise<readonly Replication[]> {
    const replications: Replication[] = []
    for (const key of keys) {
      await setImmediate()
      replications.push(...carryOut(this.#study, { keys: [key], plan }))
    }
    return replications
  }
}
