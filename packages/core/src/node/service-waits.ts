import type { Pod } from '../api/pod.ts'
import type { PodWait } from '../api/pod-wait.ts'
import type { EventKind } from '../kernel/simulation.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import {
  type MissingProvider,
  NodeDependencies,
  type NodeDependency,
  type NodeService,
} from './node-dependencies.ts'
import type { PodWorker } from './pod-worker.ts'
import type { Retried } from './retry-times.ts'
import type { StepAction } from './worker-steps.ts'

/** Holds pods whose node lacks a network or somebody to mount their volumes, until it is there. */
export class ServiceWaits {
  readonly #parts: KubeletParts
  readonly #dependencies: NodeDependencies
  readonly #triedAgain: EventKind

  /** @param tryAgain goes on with a pod where it was held */
  constructor(parts: KubeletParts, declared: readonly NodeDependency[], tryAgain: StepAction) {
    this.#parts = parts
    this.#dependencies = new NodeDependencies(parts.server, declared, (podNumber) =>
      this.#provided(podNumber),
    )
    this.#triedAgain = parts.steps.silent('PodTriedAgain', tryAgain)
  }

  /** True when a pod may ever be held for want of that. */
  mayHold(service: NodeService): boolean {
    return this.#dependencies.has(service)
  }

  /** True when the pod's node lacks the service: then the pod is held, and tried again later. */
  holds(worker: PodWorker, pod: Pod, service: NodeService): boolean {
    const missing = this.#dependencies.missing(pod, service)
    if (missing === undefined) return false
    worker.phase = 'held'
    worker.heldFor = service
    worker.heldSince = this.#parts.simulation.now
    worker.retried = retriedFor(service, missing)
    this.#dependencies.queue(pod)
    return true
  }

  /** What the pod is held for; undefined when it is not. */
  waitOf(pod: Pod): PodWait | undefined {
    const worker = this.#parts.workers.get(pod.identity.number)
    if (worker?.phase !== 'held') return undefined
    const missing = this.#dependencies.missing(pod, worker.heldFor)
    const where = `the ${worker.heldFor} of node ${pod.nodeName}`
    const detail =
      missing === undefined
        ? `its kubelet to try again, now that ${where} is there`
        : `${where}: daemonset/${missing.daemonSet} is not ready there`
    return { reason: worker.heldFor, detail }
  }

  /** A provider has become ready: the pod finds out when its kubelet tries again. */
  #provided(podNumber: number): void {
    const { workers, server, simulation, status, retries } = this.#parts
    const worker = workers.get(podNumber)
    const pod = server.podByNumber(podNumber)
    if (pod === undefined || worker?.phase !== 'held' || worker.next !== undefined) return
    const { retried, entity, heldFor, heldSince } = worker
    if (this.#dependencies.missing(pod, heldFor) !== undefined) {
      this.#dependencies.queue(pod)
      return
    }
    const at = retries.next(retried, entity, { since: heldSince, possible: simulation.now })
    if (heldFor === 'network') worker.lackedNetwork += at - heldSince
    else worker.lackedStorage += at - heldSince
    status.planSilently(worker, this.#triedAgain, at)
  }
}

function retriedFor(service: NodeService, { wasReady }: MissingProvider): Retried {
  if (service === 'storage') return 'mount'
  return wasReady ? 'sync-after-error' : 'sync-without-network'
}
