import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Replication } from '@seatrial/scenarios'
import type { GatheredStudy } from '../study/gather-study.ts'
import type { ReplicationRunner } from './replication-runner.ts'
import { type WorkOrder, carryOut } from './work-order.ts'
import type { WorkerTask } from './worker-task.ts'

/** The program of the threads, in sources as in builds. */
const PROGRAM = new URL(`./replication-worker${path.extname(import.meta.url)}`, import.meta.url)

/** Runs replications in a thread of its own, which reads the study for itself. */
export class ThreadRunner implements ReplicationRunner {
  readonly #worker: Worker
  readonly #gathered: GatheredStudy
  /** Resolved when the thread has read its program and its study, or has failed to. */
  readonly #isUp: Promise<unknown>
  #resolve: (replications: readonly Replication[]) => void = () => {}
  #reject: (error: unknown) => void = () => {}

  constructor(gathered: GatheredStudy) {
    const { study, input } = gathered
    const task: WorkerTask = { input, hash: study.hash }
    this.#worker = new Worker(PROGRAM, { workerData: task })
    this.#gathered = gathered
    this.#worker.on('error', (error) => this.#reject(error))
    this.#isUp = new Promise((resolve) => {
      this.#worker.once('exit', resolve)
      this.#worker.once('message', () => {
        resolve(undefined)
        this.#worker.on('message', (replications) => this.#resolve(replications))
      })
    })
  }

  async run(order: WorkOrder): Promise<readonly Replication[]> {
    try {
      return await this.#ask(order)
    } catch (error) {
      // Errors lose their kind on the way between threads; here the same one keeps it.
      carryOut(this.#gathered.study, order)
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
      this.#resolve = resolve
      this.#reject = reject
      this.#worker.postMessage(order, [])
    })
  }
}
