import type { PodDecision } from '@seatrial/controllers'
import type { StoredChange } from '@seatrial/core'
import type { ObservedRun } from '../run/run-observer.ts'
import type { SeenCluster } from './seen/seen-cluster.ts'
import type { InvariantName, ReportViolation } from './violation.ts'

/** A case in which the real controllers themselves do not keep an invariant. */
export interface KnownException {
  readonly versions: string
  readonly what: string
  /** A recorded case that shows it: its file and id. */
  readonly recorded: string
}

/** An invariant as people read it. */
export interface InvariantText {
  readonly rule: InvariantName
  /** What always holds, in one sentence. */
  readonly statement: string
  readonly exceptions: readonly KnownException[]
}

/** What a checker may look at, and where it says what it has found. */
export interface CheckerContext extends ObservedRun {
  readonly report: ReportViolation
}

/** Judges one invariant by all that happens. Each method is called if it is there. */
export interface InvariantChecker {
  /** Something was stored. */
  changed?(change: StoredChange): void
  /** A pass of a set controller has decided something, by what its process has seen so far. */
  decided?(decision: PodDecision, seen: SeenCluster): void
  /** A process of the controllers has begun; whatever an earlier one had under way is nobody's now. */
  processStarted?(): void
  /** An event of the simulation is about to happen, or the run is over. */
  checkpoint?(): void
}
