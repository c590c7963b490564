import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Replication } from '@seatrial/scenarios'
import type { ReplicationKey } from './replication-order.ts'
import type { ReplicationRunner } from './replication-runner.ts'
import type { WorkerTask } from './worker-task.ts'

/** The program of the threads, in sources as in builds. */
const PROGRAM = new URL(`./replication-worker${path.extname(import.meta.url)}`, import.meta.url)

/** Runs replications in a thread of its own, which reads the study for itself. */
export class ThreadRunner implements ReplicationRunner {
  readonly #worker: Worker
  #resolve: (replications: readonly Replication[]) => void = () => {}
  #reject: (error: Error) => void = () => {}

  constructor(task: WorkerTask) {
    this.#worker = new Worker(PROGRAM, { workerData: task })
    this.#worker.on('message', (replications) => this.#resolve(replications))
    this.#worker.on('error', (error) => this.#reject(error))
  }

  run(keys: readonly ReplicationKey[]): Promise<readonly Replication[]> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      this.#worker.postMessage(keys, [])
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }
}
