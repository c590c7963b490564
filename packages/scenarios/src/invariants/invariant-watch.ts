import type { PassObserver, PodDecision } from '@seatrial/controllers'
import type { ChangeListener, StoredChange } from '@seatrial/core'
import type { ControllerFollower } from '../run/cluster.ts'
import type { ControllerProcess } from '../run/controller-process.ts'
import type { ObservedRun, RunObserver } from '../run/run-observer.ts'
import type { InvariantChecker } from './invariant.ts'
import { makeCheckers } from './invariants.ts'
import { SeenCluster } from './seen/seen-cluster.ts'
import type { InvariantName, Violation } from './violation.ts'

/** How many violations are kept: after the first ones, more of them say nothing new. */
const VIOLATIONS_MAX = 100

/**
 * Checks all invariants after every event of a run. What a set controller decides is judged by what
 * its process had seen at that moment, not by what the store had by then.
 */
export class InvariantWatch
  implements RunObserver, ChangeListener, PassObserver, ControllerFollower
{
  readonly #replay: string
  readonly #violations: Violation[] = []
  #run: ObservedRun | undefined
  #checkers: readonly InvariantChecker[] = []
  #seen: SeenCluster | undefined

  /** @param replay the command that runs the same again, for the violations */
  constructor(replay: string) {
    this.#replay = replay
  }

  /** What was found, oldest first. */
  get violations(): readonly Violation[] {
    return this.#violations
  }

  started(run: ObservedRun): void {
    this.#run = run
    this.#checkers = makeCheckers({
      ...run,
      report: (rule, object, detail) => this.#report(rule, object, detail),
    })
    run.server.subscribe(this)
    run.cluster.followControllers(this)
    run.simulation.traceWith(() => this.#checkpoint())
  }

  processStarted(process: ControllerProcess): void {
    this.#seen = new SeenCluster(process)
    process.passes.add(this)
    for (const checker of this.#checkers) checker.processStarted?.()
  }

  changed(change: StoredChange): void {
    for (const checker of this.#checkers) checker.changed?.(change)
  }

  nodesRead(key: string): void {
    this.#seen?.nodesRead(key)
  }

  podsRead(key: string): void {
    this.#seen?.podsRead(key)
  }

  decided(decision: PodDecision): void {
    const seen = this.#seen
    if (seen === undefined) return
    for (const checker of this.#checkers) checker.decided?.(decision, seen)
  }

  counting(): void {}

  printed(): void {}

  ended(): void {
    this.#checkpoint()
    this.#run?.simulation.traceWith(undefined)
  }

  #checkpoint(): void {
    for (const checker of this.#checkers) checker.checkpoint?.()
  }

  #report(rule: InvariantName, object: string, detail: string): void {
    if (this.#run === undefined || this.#violations.length >= VIOLATIONS_MAX) return
    const time = this.#run.simulation.now
    this.#violations.push({ rule, time, object, detail, replay: this.#replay })
  }
}
