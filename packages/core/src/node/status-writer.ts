import { toApiTime } from '../api/api-time.ts'
import { type Pod, draftOf } from '../api/pod.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import type { Duration, SimTime } from '../kernel/time.ts'
import type { StageSampler } from '../profiles/stage-samplers.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { PodWorker } from './pod-worker.ts'

const CAUSE = { by: 'kubelet', why: '' }

/**
 * Plans and makes a kubelet's status writes. One goroutine a node does them, a read and a patch each,
 * one after the other.
 *
 * A step is one event: at the instant at which its write is committed. `plan` looks ahead by the write's
 * own latency; `isDue` sends the event on when the node's writer turns out to be busy until later.
 */
export class StatusWriter {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #apiWrite: StageSampler

  constructor(simulation: Simulation, server: ApiServer, apiWrite: StageSampler) {
    this.#simulation = simulation
    this.#server = server
    this.#apiWrite = apiWrite
  }

  /**
   * Plans the step that happens at `time` and is reported by a status write. It may have happened
   * before the report of the step before was through; its own report then comes at once.
   */
  plan(worker: PodWorker, step: EventKind, time: SimTime): void {
    worker.happened = time
    const due = Math.max(time + this.#latency(worker), this.#simulation.now) as SimTime
    worker.next = this.#simulation.scheduleAt(due, step, worker.podNumber)
  }

  /** Plans a step that needs no write. */
  planSilently(worker: PodWorker, step: EventKind, time: SimTime): void {
    worker.happened = time
    worker.next = this.#simulation.scheduleAt(time, step, worker.podNumber)
  }

  /** False when the node's writer is still busy: then the same step comes again when it is free. */
  isDue(worker: PodWorker, step: EventKind): boolean {
    const { now } = this.#simulation
    const { node } = worker
    if (node.statusFreeAt > worker.happened && node.statusFreeAt > now - this.#latency(worker)) {
      const due = (node.statusFreeAt + this.#latency(worker)) as SimTime
      if (due > now) {
        worker.next = this.#simulation.scheduleAt(due, step, worker.podNumber)
        return false
      }
    }
    node.statusFreeAt = now
    worker.writeAttempt++
    return true
  }

  /** A draft of the pod's newest version. */
  draft(pod: Pod): Pod {
    return draftOf(pod)
  }

  commit(draft: Pod): void {
    this.#server.commitPod(draft, CAUSE)
  }

  /** Sets the Ready condition; its transition time moves only when the status does. */
  setReady(draft: Pod, isReady: boolean): void {
    const status = isReady ? 'True' : 'False'
    draft.readyReason = isReady ? '' : reasonNotReady(draft)
    if (draft.ready === status) return
    draft.ready = status
    draft.readyTransitionTime = toApiTime(this.#simulation.now)
  }

  /** Read and patch: two calls. */
  #latency(worker: PodWorker): Duration {
    return (2 * this.#apiWrite.draw(worker.entity, worker.writeAttempt)) as Duration
  }
}

/** Why a kubelet says that a pod is not ready. */
function reasonNotReady({ phase }: Pod): string {
  if (phase === 'Succeeded') return 'PodCompleted'
  return phase === 'Failed' ? 'PodFailed' : 'ContainersNotReady'
}
