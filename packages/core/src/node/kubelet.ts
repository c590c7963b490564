import { Pod } from '../api/pod.ts'
import { isBound, isTerminal, isTerminating } from '../api/pod-predicates.ts'
import type { Behaviours } from '../api/behaviours.ts'
import type { PodWait } from '../api/pod-wait.ts'
import type { RandomStreams } from '../kernel/random-streams.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { PHASES } from '../kernel/phases.ts'
import type { SimTime } from '../kernel/time.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { ChangeListener, StoredChange } from '../store/stored-change.ts'
import { type ImageFacts, ImageStore } from './image-store.ts'
import type { NodeDependency } from './node-dependencies.ts'
import { NodeSlots } from './node-slots.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import { PodStart } from './pod-start.ts'
import { PodTermination } from './pod-termination.ts'
import type { PodWorker } from './pod-worker.ts'
import { PodWorkers } from './pod-workers.ts'
import { RelistClock } from './relist-clock.ts'
import { StatusWriter } from './status-writer.ts'
import type { VolumeMounter } from './volume-mounter.ts'
import { WorkerSteps } from './worker-steps.ts'

/** All that the kubelets get from the world around them. */
export interface KubeletOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly behaviours: Behaviours
  readonly latencies: LatencyModel
  readonly streams: RandomStreams
  readonly volumes: VolumeMounter
  readonly images: Readonly<Record<string, ImageFacts>>
  /** The DaemonSets without which no pod of a node starts; none by default. */
  readonly dependencies?: readonly NodeDependency[]
  /** False: somebody else looks after the pods, and only the machines are known here. */
  readonly handlesPods?: boolean
}

/** Told when a machine falls silent, and when its kubelet is back. */
export interface NodeHealthListener {
  silent(nodeName: string, since: SimTime): void
  returned(nodeName: string): void
}

/**
 * The kubelets of all nodes. Each stored change of a pod's life is one event; what happens between two
 * of them without contention is computed, never ticked.
 *
 * A silent machine does nothing and reports nothing: its pods' events are dropped when they come up.
 * When it is back, its kubelet finishes the terminations that were asked for meanwhile and starts the
 * containers of all other pods again.
 */
export class Kubelets implements ChangeListener {
  readonly #parts: KubeletParts
  readonly #slots = new NodeSlots()
  readonly #start: PodStart
  readonly #termination: PodTermination
  readonly #deletionSeen: EventKind
  readonly #healthListeners: NodeHealthListener[] = []

  constructor(options: KubeletOptions) {
    const { simulation, server, behaviours, latencies, streams } = options
    const workers = new PodWorkers(this.#slots, latencies)
    const status = new StatusWriter(simulation, server, latencies.cluster.of('apiWrite'))
    this.#parts = {
      simulation,
      server,
      behaviours,
      latencies,
      streams,
      volumes: options.volumes,
      images: new ImageStore(latencies.profile.images, options.images, streams),
      workers,
      relist: new RelistClock(latencies, behaviours.plegOnDemand, streams),
      status,
      steps: new WorkerSteps(simulation, workers, status),
    }
    this.#start = new PodStart(this.#parts, options.dependencies ?? [])
    this.#termination = new PodTermination(this.#parts)
    this.#deletionSeen = simulation.defineEvent(
      'KubeletSeesDeletion',
      PHASES.clusterTimer,
      (podNumber) => this.#seeDeletion(podNumber),
    )
    if (options.handlesPods !== false) server.subscribe(this, ['pods', 'nodes'])
  }

  /** Whether a machine is running at all. */
  isUp(nodeName: string): boolean {
    return this.#slots.of(nodeName).isUp
  }

  /** Wants to know when machines fall silent and come back. */
  listenToHealth(listener: NodeHealthListener): void {
    this.#healthListeners.push(listener)
  }

  /** What a pod's node lacks so that it does not start; undefined when it is not that. */
  waitOf(pod: Pod): PodWait | undefined {
    return this.#start.waitOf(pod)
  }

  /** Puts an image on a node, as pre-pulling does. */
  putImage(nodeName: string, image: string): void {
    this.#parts.images.put(this.#slots.of(nodeName), image)
  }

  /** The machine stops, from one instant to the next and without a word. */
  stopNode(nodeName: string): void {
    const slot = this.#slots.of(nodeName)
    if (!slot.isUp) return
    slot.isUp = false
    for (const listener of this.#healthListeners) {
      listener.silent(nodeName, this.#parts.simulation.now)
    }
  }

  /** The machine is back, with none of its containers running. */
  startNode(nodeName: string): void {
    const slot = this.#slots.of(nodeName)
    if (slot.isUp) return
    slot.isUp = true
    for (const podNumber of this.#parts.workers.onNode(slot)) this.#recover(podNumber)
    for (const listener of this.#healthListeners) listener.returned(nodeName)
  }

  /** The running containers of a pod end by themselves, all at once. */
  crashPod(pod: Pod, exitCode: number): void {
    const worker = this.#parts.workers.wake(pod)
    if (worker?.phase === 'running') this.#start.crash(worker, exitCode)
  }

  changed(change: StoredChange): void {
    if (!(change.object instanceof Pod)) return
    const pod = change.object
    if (change.type === 'DELETED') {
      this.#forget(pod)
    } else if (change.type === 'ADDED') {
      if (isBound(pod)) this.#adopt(pod)
    } else {
      this.#podChanged(pod, change.previous as Pod)
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

  #recover(podNumber: number): void {
    const pod = this.#parts.server.podByNumber(podNumber)
    if (pod === undefined || isTerminal(pod)) return
    const worker = this.#parts.workers.wake(pod)
    if (worker === undefined) return
    if (isTerminating(pod)) this.#termination.finishAfterReturn(worker)
    else this.#start.restartAfterReturn(worker)
  }

  #forget(pod: Pod): void {
    const { simulation, volumes, workers } = this.#parts
    const planned = workers.get(pod.identity.number)?.next
    if (planned !== undefined) simulation.cancel(planned)
    if (workers.delete(pod)) volumes.unmount(pod)
  }
}
