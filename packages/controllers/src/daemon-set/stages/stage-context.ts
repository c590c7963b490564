import type { Duration } from '@seatrial/core'
import type { ControllerEnvironment } from '../../runtime/controller-environment.ts'
import type { Expectations } from '../../runtime/expectations.ts'
import type { WorkQueue } from '../../runtime/work-queue.ts'
import type { DaemonSetSync } from '../daemon-set-sync.ts'
import type { FailedPodBackoff } from '../failed-pod-backoff.ts'
import type { KnownDaemonSets } from '../known-daemon-sets.ts'
import type { OwnWrites } from '../own-writes.ts'

/** What the stages of a sync read and remember. */
export interface StageContext extends ControllerEnvironment {
  readonly queue: WorkQueue
  readonly sets: KnownDaemonSets
  readonly expectations: Expectations
  readonly backoff: FailedPodBackoff
  readonly ownWrites: OwnWrites
}

/** Has the sync's set looked at again after this time. */
export function requeueAfter(context: StageContext, sync: DaemonSetSync, delay: Duration): void {
  sync.requeues.push(delay)
  context.queue.addAfter(sync.key, delay)
}
