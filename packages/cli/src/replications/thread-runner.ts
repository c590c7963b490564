import type { Replication, Study } from '@seatrial/scenarios'
import type { ReplicationRunner } from './replication-runner.ts'
import type { StudyThread } from './study-thread.ts'
import type { ThreadPool } from './thread-pool.ts'
import { type WorkOrder, carryOut } from './work-order.ts'

/** Runs replications in another thread, which has a copy of the study. */
export class ThreadRunner implements ReplicationRunner {
  /** While one is carried out, the next one is already there. */
  readonly ordersAtOnce = 2
  readonly #study: Study
  readonly #pool: ThreadPool
  readonly #thread: StudyThread

  constructor(study: Study, pool: ThreadPool) {
    this.#study = study
    this.#pool = pool
    this.#thread = pool.take()
    this.#thread.begin(study)
  }

  async run(order: WorkOrder): Promise<readonly Replication[]> {
    try {
      return await this.#thread.carryOut(order)
    } catch (error) {
      // Errors lose their kind on the way between threads; here the same one keeps it.
      carryOut(this.#study, order)
      throw error
    }
  }

  /** Lets the thread go; what it still runs will never be there. */
  close(): Promise<void> {
    return this.#pool.giveBack(this.#thread)
  }
}
