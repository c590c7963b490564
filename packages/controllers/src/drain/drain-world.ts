import { type Alarms, type ApiClient, type ApiServer, type Simulation } from '@seatrial/core'
import type { PodDrain } from './pod-drain.ts'

/** What a drained pod is woken for. */
export interface DrainWake {
  readonly type: 'retry' | 'repeat' | 'gone' | 'overdue' | 'expire'
  readonly podDrain: PodDrain
}

/** What the drains of a cluster share. */
export interface DrainWorld {
  readonly simulation: Simulation
  /** Asked for the newest version of a pod, as kubectl asks. */
  readonly server: ApiServer
  readonly client: ApiClient
  readonly wakes: Alarms<DrainWake>
  /** Has the drain of a pod told when that is gone. */
  waitFor(podDrain: PodDrain): void
}
