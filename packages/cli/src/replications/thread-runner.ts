import path from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { Replication, Study } from '@seatrial/scenarios'
import type { ReplicationRunner } from './replication-runner.ts'
import { type WorkOrder, carryOut } from './work-order.ts'

/** The program of the threads, in sources as in builds. */
const PROGRAM = new URL(`./replication-worker${path.extname(import.meta.url)}`, import.meta.url)

/**
 * Twice the room for young objects that a thread has by default: most of what a replication makes is
 * garbage when it is over, and need not be copied before.
 */
const ROOM: ResourceLimits = { maxYoungGenerationSizeMb: 96 }

/** Runs replications in a thread of its own, which has a copy of the study. */
export class ThreadRunner implements ReplicationRunner {
  /** While one is carried out, the next one is already there. */
  readonly ordersAtOnce = 2
  readonly #worker: Worker
  readonly #study: Study
  /** Resolved when the thread has read its program, or has failed to. */
  readonly #isUp: Promise<unknown>
  /** Who waits for what, in the order in which the thread answers. */
  readonly #waiting: Waiting[] = []

  constructor(study: Study) {
    this.#worker = new Worker(PROGRAM, { workerData: study, resourceLimits: ROOM })
    this.#study = study
    this.#worker.on('error', (error) => this.#waiting.forEach(({ reject }) => reject(error)))
    this.#isUp = new Promise((resolve) => {
      this.#worker.once('exit', resolve)
      this.#worker.once('message', () => {
        resolve(undefined)
        this.#worker.on('message', (replications) => this.#waiting.shift()?.resolve(replications))
      })
    })
  }

  async run(order: WorkOrder): Promise<readonly Replication[]> {
    try {
      return await this.#ask(order)
    } catch (error) {
      // Errors lose their kind on the way between threads; here the same one keeps it.
      carryOut(this.#study, order)
      throw error
    }
  }

  /**
   * Ends the thread; what it runs will never be there. Waits until it is up: Node 24 may crash when one
   * is ended while it reads its program.
   */
  async close(): Promise<void> {
    await this.#isUp
    await this.#worker.terminate()
  }

  #ask(order: WorkOrder): Promise<readonly Replication[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#worker.postMessage(order, [])
    })
  }
}

/** Somebody who waits for an answer. */
interface Waiting {
  readonly resolve: (replications: readonly Replication[]) => void
  readonly reject: (error: unknown) => void
}
