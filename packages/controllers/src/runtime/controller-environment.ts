import type { ApiClient, Behaviours, Duration, Informer, Simulation } from '@seatrial/core'
import type { EventRecorder } from './event-recorder.ts'
import type { PassObserver } from './pass-observer.ts'

/** The controller manager's shared views, one per resource, used by all its controllers. */
export interface ControllerInformers {
  readonly pods: Informer<'pods'>
  readonly statefulSets: Informer<'statefulsets'>
  readonly daemonSets: Informer<'daemonsets'>
  readonly controllerRevisions: Informer<'controllerrevisions'>
  readonly claims: Informer<'persistentvolumeclaims'>
  readonly nodes: Informer<'nodes'>
}

/** All that a controller gets from the world around it. */
export interface ControllerEnvironment {
  readonly simulation: Simulation
  /** The controller's own client, with its own rate limit. */
  readonly client: ApiClient
  readonly informers: ControllerInformers
  /** Spends tokens of the same client. */
  readonly recorder: EventRecorder
  /** What this Kubernetes release and its feature gates switch on. */
  readonly behaviours: Behaviours
  /** How many syncs may run at once. */
  readonly workers: number
  /** The pause before the first retry after a conflict: 10 ms, unless a replay stops the clock. */
  readonly conflictPause?: Duration
  /** Follows what the passes read and decide. */
  readonly passes?: PassObserver
}
