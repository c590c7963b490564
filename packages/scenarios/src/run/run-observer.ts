import type { ApiServer, Behaviours, Simulation, WallTime } from '@seatrial/core'
import type { Cluster } from './cluster.ts'

/** What an observer may look at; it changes nothing. */
export interface ObservedRun {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly behaviours: Behaviours
  /** All participants, to be followed. */
  readonly cluster: Cluster
  /** The wall time of t = 0. */
  readonly epoch: WallTime
}

/** Whoever follows a run beside its own recorders, such as a printer of what kubectl would show. */
export interface RunObserver {
  /** The cluster stands, nothing is in it yet: the moment to subscribe. */
  started(run: ObservedRun): void
  /** Results count from now on. */
  counting(): void
  /** The timeline asks for something to be printed. */
  printed(command: string): void
  /** The run is over. */
  ended(): void
}
