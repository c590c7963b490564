import type { Duration } from '@seatrial/core'
import type { RowOutput } from '../results/row-outputs.ts'
import type { ByteSink } from '../results/sink.ts'
import type { RunOptions } from './build-cluster.ts'
import type { Cluster } from './cluster.ts'
import type { RunObserver } from './run-observer.ts'

/** How a scenario is run, and where its rows go. */
export interface SimulateOptions extends RunOptions {
  /**
   * True: the manifests are first brought to their settled state, and everything counts from then on,
   * the times of the timeline and the horizon included.
   */
  readonly warmUp?: boolean
  /** Thins the timeline to multiples of this time. */
  readonly interval?: Duration
  /** Where rows go: kept in the result (the default), to a sink as CSV, or nowhere. */
  readonly timeline?: RowOutput | 'drop'
  readonly pods?: RowOutput | 'drop'
  /**
   * Whether it is found out what pods and rollouts wait for, which takes time. Dropped, rollouts have
   * waited for nothing, and the parts of pods' lives are not divided.
   */
  readonly waits?: 'keep' | 'drop'
  /** Where every stored change goes as CSV; nowhere by default. */
  readonly changes?: ByteSink
  /** Checks after every event what must always hold; what does not is in the result. */
  readonly check?: boolean
  /** The command that runs this again, as violations name it; by default it names the scenario and the seed. */
  readonly replay?: string
  readonly observers?: readonly RunObserver[]
  /** Further participants of the cluster, made before anything is in it: controllers of one's own. */
  readonly participants?: readonly ((cluster: Cluster) => unknown)[]
}
