import { isBound, isTerminal, isTerminating } from '../api/pod-predicates.ts'
import type { PodWait } from '../api/pod-wait.ts'
import type { Pod } from '../api/pod.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind } from '../kernel/simulation.ts'
import type { SimTime } from '../kernel/time.ts'
import type { StoredChange } from '../store/stored-change.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { NodeDependency } from './node-dependencies.ts'
import type { NodeSlot } from './node-slots.ts'
import type { KubeletEnding } from './pod-ending.ts'
import { podFacts } from './pod-facts.ts'
import { PodStart } from './pod-start.ts'
import { PodTermination } from './pod-termination.ts'
import type { PodWorker } from './pod-worker.ts'

/** Takes every pod through its life on its node, as its stored changes ask for it. */
export class PodSyncs {
  readonly #parts: KubeletParts
  readonly #start: PodStart
  readonly #termination: PodTermination
  readonly #deletionSeen: EventKind

  constructor(parts: KubeletParts, dependencies: readonly NodeDependency[]) {
    this.#parts = parts
    this.#start = new PodStart(parts, dependencies)
    this.#termination = new PodTermination(parts)
    this.#deletionSeen = parts.simulation.defineEvent(
      'KubeletSeesDeletion',
      PHASES.clusterTimer,
      (podNumber) => this.#seeDeletion(podNumber),
    )
  }

  /** A pod has changed in the store. */
  changed(pod: Pod, { type, previous }: StoredChange): void {
    if (type === 'DELETED') this.#forget(pod)
    else if (type === 'MODIFIED') this.#podChanged(pod, previous as Pod)
    else if (isBound(pod)) this.#adopt(pod)
  }

  /** What the pod's node lacks so that it does not start; undefined when it is not that. */
  waitOf(pod: Pod): PodWait | undefined {
    return this.#start.waitOf(pod)
  }

  /** The running containers of a pod end by themselves, all at once. */
  crash(pod: Pod, exitCode: number): void {
    const worker = this.#parts.workers.wake(pod)
    if (worker?.phase === 'running') this.#start.crash(worker, exitCode)
  }

  /** The kubelet ends the pod by itself. */
  end(pod: Pod, ending: KubeletEnding): void {
    const worker = this.#parts.workers.wake(pod)
    if (worker?.node.isUp) this.#termination.end(worker, ending)
  }

  /** The pods on a node, newest first. */
  on(node: NodeSlot): readonly Pod[] {
    const { workers, server } = this.#parts
    return workers.onNode(node).flatMap((podNumber) => server.podByNumber(podNumber) ?? [])
  }

  /** The images of the pods on a node that have not ended. */
  imagesOn(node: NodeSlot): ReadonlySet<string> {
    const pods = this.on(node).filter((pod) => !isTerminal(pod))
    const containers = pods.flatMap(({ specification }) => {
      const { init, main } = podFacts(specification)
      return [...init, ...main]
    })
    return new Set(containers.map(({ image }) => image))
  }

  /** The machine is back, with none of its containers running. */
  recover(node: NodeSlot): void {
    for (const pod of this.on(node)) {
      const worker = isTerminal(pod) ? undefined : this.#parts.workers.wake(pod)
      if (worker === undefined) continue
      if (isTerminating(pod)) this.#termination.finishAfterReturn(worker)
      else this.#start.restartAfterReturn(worker)
    }
  }

  /** The kubelet is back on a machine that has run on, and makes up for what it has missed. */
  makeUp(node: NodeSlot): void {
    const { steps, workers, simulation } = this.#parts
    steps.makeUp(node)
    for (const pod of this.on(node)) {
      // A pod that has settled meanwhile has nothing to be made up for, unless it was deleted.
      const worker = isTerminating(pod) ? workers.wake(pod) : workers.get(pod.identity.number)
      if (worker === undefined) continue
      if (isTerminating(pod)) this.#termination.begin(worker, simulation.now)
      else if (worker.phase === 'mounting') this.#start.mount(worker, pod, simulation.now)
    }
  }

  #podChanged(pod: Pod, previous: Pod): void {
    if (!isBound(previous) && isBound(pod)) this.#accept(pod)
    if (pod.deletionTimestamp !== previous.deletionTimestamp) this.#deletionAsked(pod)
  }

  /** A pod with nothing else before it is set aside for its end at once; any other goes on until then. */
  #deletionAsked(pod: Pod): void {
    const { simulation, latencies, workers } = this.#parts
    const worker = workers.wake(pod)
    if (worker === undefined || worker.phase === 'terminated') return
    const seen = (simulation.now +
      latencies.cluster.draw('watchDelay', worker.entity, 1)) as SimTime
    if (worker.phase === 'running' && worker.next === undefined) {
      this.#termination.begin(worker, seen)
    } else {
      simulation.scheduleAt(seen, this.#deletionSeen, pod.identity.number)
    }
  }

  /** A pod that is bound when it comes up: from a template that names its node, or from before the run. */
  #adopt(pod: Pod): void {
    if (pod.phase === 'Pending') {
      this.#accept(pod)
      return
    }
    const { workers, volumes, images } = this.#parts
    const worker = workers.add(pod)
    volumes.adopt(pod)
    for (const { image } of [...worker.facts.init, ...worker.facts.main]) {
      images.put(worker.node, image)
    }
    workers.settle(worker)
  }

  #accept(pod: Pod): void {
    const { workers, latencies, simulation } = this.#parts
    const worker = workers.add(pod)
    const watched = latencies.cluster.draw('watchDelay', worker.entity, 0)
    const synced = worker.latencies.stages.draw('kubeletFirstSync', worker.entity, 0)
    this.#start.begin(worker, (simulation.now + watched + synced) as SimTime)
  }

  #seeDeletion(podNumber: number): void {
    const worker = this.#workerOf(podNumber)
    if (worker?.node.isUp) this.#termination.begin(worker, this.#parts.simulation.now)
  }

  #workerOf(podNumber: number): PodWorker | undefined {
    const pod = this.#parts.server.podByNumber(podNumber)
    return pod && this.#parts.workers.wake(pod)
  }

  #forget(pod: Pod): void {
    const { simulation, volumes, workers } = this.#parts
    const planned = workers.get(pod.identity.number)?.next
    if (planned !== undefined) simulation.cancel(planned)
    if (workers.delete(pod)) volumes.unmount(pod)
  }
}
