import type { GatheredStudy } from '../study/gather-study.ts'
import { LocalRunner, type ReplicationRunner } from './replication-runner.ts'
import { ThreadRunner } from './thread-runner.ts'

/**
 * Whoever runs the replications of a study: this thread alone, or threads that begin when there is work
 * for them and stay until all of it is done, since they get faster as they go.
 */
export class Crew {
  readonly #gathered: GatheredStudy
  readonly #size: number
  readonly #threads: ThreadRunner[] = []

  /** At most so many run at a time. */
  constructor(gathered: GatheredStudy, size: number) {
    this.#gathered = gathered
    this.#size = size
  }

  /** Those who run so many replications; one alone is run in this thread. */
  membersFor(replications: number): readonly ReplicationRunner[] {
    const count = Math.min(this.#size, replications)
    if (count === 1) return [new LocalRunner(this.#gathered.study)]
    while (this.#threads.length < count) this.#threads.push(new ThreadRunner(this.#gathered))
    return this.#threads.slice(0, count)
  }

  /** Stops whatever its threads run. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}
