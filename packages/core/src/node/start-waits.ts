import type { Duration, SimTime } from '../kernel/time.ts'
import type { PodWorker } from './pod-worker.ts'

/** What a pod has waited for on its node before its containers ran. */
export interface StartWaits {
  /** For its images, the pauses after failures included. */
  readonly pull: Duration
  /** For the DaemonSet that provides the node with a network. */
  readonly network: Duration
  /** For the DaemonSet that mounts volumes there. */
  readonly storage: Duration
}

/** The waits of a pod in motion until now; a pull under way counts until its end. */
export function startWaits(worker: PodWorker, now: SimTime): StartWaits {
  const { pulling, lackedNetwork, lackedStorage, heldFor } = worker
  const held = worker.phase === 'held' && worker.next === undefined ? now - worker.heldSince : 0
  return {
    pull: pulling as Duration,
    network: (lackedNetwork + (heldFor === 'network' ? held : 0)) as Duration,
    storage: (lackedStorage + (heldFor === 'storage' ? held : 0)) as Duration,
  }
}
