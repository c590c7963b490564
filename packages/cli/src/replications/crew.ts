import type { SensitivityPlan, Study } from '@seatrial/scenarios'
import type { Signal, Terminal } from '../terminal/terminal.ts'
import { LocalRunner } from './local-runner.ts'
import type { ReplicationRunner } from './replication-runner.ts'
import { runSweep } from './run-sweep.ts'
import { SweepProgress } from './sweep-progress.ts'
import type { Sweep } from './sweep.ts'
import type { ThreadPool } from './thread-pool.ts'
import { ThreadRunner } from './thread-runner.ts'

/** Who makes up a crew. */
export interface CrewOptions {
  /** At most so many run at a time. */
  readonly size: number
  /** Where its threads come from, and go to when it is dismissed. */
  readonly threads: ThreadPool
  /** Where it shows how far it is. */
  readonly terminal: Terminal
}

/** What a crew is told beside the sweep. */
export interface CrewRunOptions {
  /** The replications are those of the study that this plan makes of the crew's own. */
  readonly plan?: SensitivityPlan
  /** Comes when somebody wants it to end. */
  readonly signal?: Promise<Signal>
}

/**
 * Whoever runs the replications of a study: this thread, and others beside it that begin when there is
 * work for them and stay until all of it is done, since they get faster as they go.
 */
export class Crew {
  readonly #study: Study
  readonly #size: number
  readonly #pool: ThreadPool
  readonly #terminal: Terminal
  readonly #threads: ThreadRunner[] = []

  constructor(study: Study, { size, threads, terminal }: CrewOptions) {
    this.#study = study
    this.#size = size
    this.#pool = threads
    this.#terminal = terminal
  }

  /** Runs what a sweep has to run, which may be nothing. See `runSweep`. */
  async run(sweep: Sweep, options: CrewRunOptions = {}): Promise<Signal | undefined> {
    const progress = new SweepProgress(this.#terminal, sweep)
    try {
      return await runSweep(sweep, {
        ...options,
        runners: this.#membersFor(sweep.progress.left),
        now: () => this.#terminal.now(),
        onProgress: () => progress.show(),
      })
    } finally {
      progress.clear()
    }
  }

  /** Lets its threads go; whatever they still run comes to nothing. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }

  /** Those who run so many replications, each at least one. */
  #membersFor(replications: number): readonly ReplicationRunner[] {
    const count = Math.min(this.#size, replications)
    if (count === 0) return []
    while (this.#threads.length < count - 1) {
      this.#threads.push(new ThreadRunner(this.#study, this.#pool))
    }
    return [new LocalRunner(this.#study), ...this.#threads.slice(0, count - 1)]
  }
}
