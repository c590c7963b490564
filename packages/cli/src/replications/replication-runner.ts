import { setImmediate } from 'node:timers/promises'
import type { Replication, Study } from '@seatrial/scenarios'
import { type WorkOrder, carryOut } from './work-order.ts'

/** Runs replications, some at a time. */
export interface ReplicationRunner {
  run(order: WorkOrder): Promise<readonly Replication[]>
}

/** Runs them in this thread, and lets everything else happen in between. */
export class LocalRunner implements ReplicationRunner {
  readonly #study: Study

  constructor(study: Study) {
    this.#study = study
  }

  async run(order: WorkOrder): Promise<readonly Replication[]> {
    await setImmediate()
    return carryOut(this.#study, order)
  }
}
