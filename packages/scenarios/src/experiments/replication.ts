import type { RunOutcome } from '../run/run-result.ts'

/** What one run of one variant came to: plain data that goes between threads and into files. */
export interface Replication {
  /** The number of the variant in its study. */
  readonly variant: number
  /** Counts from 0; the same number means the same chance for every variant. */
  readonly replication: number
  readonly outcome: RunOutcome
  /**
   * By the order of `REPLICATION_MEASURES`: seconds, pods or pod-seconds of the headline rollout. A
   * duration that did not come to its end is `Infinity`; what the workload does not have is `NaN`.
   */
  readonly values: readonly number[]
  /** By the order of the scenario's expectations: whether each held in this run. */
  readonly expectations: readonly boolean[]
  /** Equal digests, equal stored changes. */
  readonly traceDigest: string
}
