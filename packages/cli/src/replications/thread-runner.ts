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
  #resolve: (replications: readonly Replication[]) => void = () => {}
  #reject: (error: unknown) => void = () => {}

  /** What ends a thread is found again by `replicate`, in this one. */
  constructor(task: WorkerTask, replicate: Replicate) {
    this.#worker = new Worker(PROGRAM, { workerData: task })
    this.#replicate = replicate
    this.#worker.on('message', (replications) => this.#resolve(replications))
    this.#worker.on('error', (error) => this.#reject(error))
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

  async close(): Promise<void> {
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
