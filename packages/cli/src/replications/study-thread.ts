import path from 'node:path'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { Replication, Study } from '@seatrial/scenarios'
import type { ThreadMessage } from './thread-message.ts'
import type { WorkOrder } from './work-order.ts'

/** The program of the threads, in sources as in builds. */
const PROGRAM = new URL(`./replication-worker${path.extname(import.meta.url)}`, import.meta.url)

/**
 * Twice the room for young objects that a thread has by default: most of what a replication makes is
 * garbage when it is over, and need not be copied before.
 */
const ROOM: ResourceLimits = { maxYoungGenerationSizeMb: 96 }

/** A thread that runs replications of one study after the other. */
export class StudyThread {
  readonly #worker: Worker
  /** Resolved when the thread has read its program, or has failed to. */
  readonly #isUp: Promise<unknown>
  /** Who waits for what, in the order in which the thread answers. */
  readonly #waiting: Waiting[] = []

  constructor() {
    this.#worker = new Worker(PROGRAM, { resourceLimits: ROOM })
    this.#worker.on('error', (error) => this.#waiting.forEach(({ reject }) => reject(error)))
    this.#isUp = new Promise((resolve) => {
      this.#worker.once('exit', resolve)
      this.#worker.once('message', () => {
        resolve(undefined)
        this.#worker.on('message', (replications) => this.#waiting.shift()?.resolve(replications))
      })
    })
  }

  /** True while nothing is left for it to do. */
  get isIdle(): boolean {
    return this.#waiting.length === 0
  }

  /** From now on orders are about this study, of which it makes a copy. */
  begin(study: Study): void {
    this.#post({ type: 'study', study })
  }

  /** Carries an order out when all before it have been; see `carryOut`. */
  carryOut(order: WorkOrder): Promise<readonly Replication[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject })
      this.#post({ type: 'order', order })
    })
  }

  /**
   * Ends the thread; what it runs will never be there. Waits until it is up: Node 24 may crash when one
   * is ended while it reads its program.
   */
  async end(): Promise<void> {
    await this.#isUp
    await this.#worker.terminate()
  }

  #post(message: ThreadMessage): void {
    this.#worker.postMessage(message, [])
  }
}

/** Somebody who waits for an answer. */
interface Waiting {
  readonly resolve: (replications: readonly Replication[]) => void
  readonly reject: (error: unknown) => void
}
