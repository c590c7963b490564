import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Replication } from '@seatrial/scenarios'
import type { ReplicationKey } from './replication-order.ts'
import type { Replicate, ReplicationRunner } from './replication-runner.ts'
import type { WorkerTask } from './worker-task.ts'

/** The program of the threads, in sources as in builds. */
const PROGRAM = new URL(`./replication-worker${path.extname(import.meta.url)}`, import.meta.url)

/** Runs replications in a thread of its own, which reads the study for itself. */
export class ThreadRunner implements ReplicationRunner {
  readonly #worker: Worker
  readonly #replicate: Replicate
  /** Resolved when the thread has read its program and its study, or has failed to. */
  readonly #isUp: Promise<unknown>
  #resolve: (replications: readonly Replication[]) => void = () => {}
  #reject: (error: unknown) => void = () => {}

  /** What ends a thread is found again by `replicate`, in this one. */
  constructor(task: WorkerTask, replicate: Replicate) {
    this.#worker = new Worker(PROGRAM, { workerData: task })
    this.#replicate = replicate
    this.#worker.on('error', (error) => this.#reject(error))
    this.#isUp = new Promise((resolve) => {
      this.#worker.once('exit', resolve)
      this.#worker.once('message', () => {
        resolve(undefined)
        this.#worker.on('message', (replications) => this.#resolve(replications))
      })
    })
  }

  async run(keys: readonly ReplicationKey[]): Promise<readonly Replication[]> {
    try {
      return await this.#ask(keys)
    } catch (error) {
      // Errors lose their kind on the way between threads; here the same one keeps it.
      keys.forEach(this.#replicate)
      throw error
    }
  }

  /** Waits until the thread is up: Node 24 may crash when one is ended while it reads its program. */
  async close(): Promise<void> {
    await this.#isUp
    await this.#worker.terminate()
  }

  #ask(keys: readonly ReplicationKey[]): Promise<readonly Replication[]> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      this.#worker.postMessage(keys, [])
    })
  }
}
