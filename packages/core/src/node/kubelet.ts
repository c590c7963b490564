import type { Behaviours } from '../api/behaviours.ts'
import type { PodWait } from '../api/pod-wait.ts'
import { Pod } from '../api/pod.ts'
import { entityKey } from '../kernel/entity-key.ts'
import { PHASES } from '../kernel/phases.ts'
import type { RandomStreams } from '../kernel/random-streams.ts'
import type { EventKind, Simulation } from '../kernel/simulation.ts'
import { type Duration, type SimTime, seconds } from '../kernel/time.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { ChangeListener, StoredChange } from '../store/stored-change.ts'
import { LONGEST_BACK_OFF } from './crash-back-off.ts'
import { ImageGarbage, type ImageGarbageSettings, type ImageKeeper } from './image-garbage.ts'
import { type ImageFacts, ImageStore } from './image-store.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { NodeDependency } from './node-dependencies.ts'
import { NO_PRESSURES, type NodeResource, type NodeSlot, NodeSlots } from './node-slots.ts'
import type { KubeletEnding } from './pod-ending.ts'
import { PodSyncs } from './pod-syncs.ts'
import { PodWorkers } from './pod-workers.ts'
import { RelistClock } from './relist-clock.ts'
import { type StartWaits, startWaits } from './start-waits.ts'
import { RetryTimes } from './retry-times.ts'
import { StatusWriter } from './status-writer.ts'
import type { VolumeMounter } from './volume-mounter.ts'
import { WorkerSteps } from './worker-steps.ts'

/** How often an image is tried that no pod waits for, and the pause in between. */
const PULL_ATTEMPTS = 5
const PULL_PAUSE: Duration = seconds(10)

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
  /** How many images each node pulls at once; one after the other by default. */
  readonly parallelImagePulls?: number
  /** What the delays between the restarts of a container grow to; 300 s by default. */
  readonly maxContainerRestartPeriod?: Duration | undefined
  /** Where nodes remove images for want of room; they have room for all by default. */
  readonly imageGarbage?: ImageGarbageSettings | undefined
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
 * containers of all other pods again. Where only the kubelet was away, the containers have run on.
 */
export class Kubelets implements ChangeListener {
  readonly #parts: KubeletParts
  readonly #slots: NodeSlots
  readonly #pods: PodSyncs
  readonly #kubeletReturns: EventKind
  readonly #healthListeners: NodeHealthListener[] = []

  constructor(options: KubeletOptions) {
    const { simulation, server, behaviours, latencies, streams } = options
    this.#slots = new NodeSlots(options.parallelImagePulls)
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
      longestBackOff: options.maxContainerRestartPeriod ?? LONGEST_BACK_OFF,
      retries: new RetryTimes(latencies, behaviours.crashLoopRequeue, streams),
      status,
      steps: new WorkerSteps(simulation, workers, status),
    }
    this.#pods = new PodSyncs(this.#parts, options.dependencies ?? [])
    if (options.imageGarbage !== undefined) this.#collectImages(options.imageGarbage)
    this.#kubeletReturns = simulation.defineEvent(
      'KubeletReturns',
      PHASES.clusterTimer,
      (nodeNumber) => this.#startKubelet(this.#slots.byNumber(nodeNumber)),
    )
    if (options.handlesPods !== false) server.subscribe(this, ['pods'])
  }

  /** Whether a machine is running at all, and its kubelet with it. */
  isUp(nodeName: string): boolean {
    return this.#slots.of(nodeName).isUp
  }

  /** Wants to know when machines fall silent and come back. */
  listenToHealth(listener: NodeHealthListener): void {
    this.#healthListeners.push(listener)
  }

  /** What a pod's node lacks so that it does not start; undefined when it is not that. */
  waitOf(pod: Pod): PodWait | undefined {
    return this.#pods.waitOf(pod)
  }

  /** What a pod in motion has waited for until now; undefined for one that has settled. */
  startWaitsOf(podNumber: number): StartWaits | undefined {
    const worker = this.#parts.workers.get(podNumber)
    return worker && startWaits(worker, this.#parts.simulation.now)
  }

  /** The pods on a node, newest first. */
  podsOn(nodeName: string): readonly Pod[] {
    return this.#pods.on(this.#slots.of(nodeName))
  }

  /** Puts an image on a node, as pre-pulling does. */
  putImage(nodeName: string, image: string): void {
    this.#parts.images.put(this.#slots.of(nodeName), image)
  }

  /** The kubelet pulls an image that no pod asks for yet, and tries again until it is there. */
  pullImage(nodeName: string, image: string): void {
    const { images, simulation, latencies } = this.#parts
    const node = this.#slots.of(nodeName)
    if (!node.isUp) return
    const entity = entityKey(`${nodeName}/${image}`)
    let start = simulation.now
    for (let attempt = 0; attempt < PULL_ATTEMPTS; attempt++) {
      const roundTrip = latencies.cluster.draw('imageRoundTrip', entity, attempt)
      const { endsAt, isPresent } = images.pull({
        node,
        image,
        policy: 'IfNotPresent',
        start,
        roundTrip,
        duration: undefined,
        size: undefined,
        entity,
        attempt,
      })
      if (isPresent) return
      start = (endsAt + PULL_PAUSE) as SimTime
    }
  }

  /** The machine stops, from one instant to the next and without a word. */
  stopNode(nodeName: string): void {
    const node = this.#slots.of(nodeName)
    node.isKubeletDown = false
    node.putOff = undefined
    this.#fallSilent(node)
  }

  /** The machine is back, with none of its containers running. */
  startNode(nodeName: string): void {
    const node = this.#slots.of(nodeName)
    if (node.isUp) return
    if (node.isKubeletDown) {
      this.#startKubelet(node)
      return
    }
    node.isUp = true
    node.isShuttingDown = false
    node.pressures = NO_PRESSURES
    this.#pods.recover(node)
    for (const listener of this.#healthListeners) listener.returned(nodeName)
  }

  /** The kubelet is away for that time; the containers of its node run on meanwhile. */
  restartKubelet(nodeName: string, downFor: Duration): void {
    const node = this.#slots.of(nodeName)
    if (!node.isUp) return
    node.isKubeletDown = true
    this.#fallSilent(node)
    this.#parts.simulation.scheduleAfter(downFor, this.#kubeletReturns, node.number)
  }

  /** The running containers of a pod end by themselves, all at once. */
  crashPod(pod: Pod, exitCode: number): void {
    this.#pods.crash(pod, exitCode)
  }

  /** The kubelet of the pod's node ends the pod by itself. */
  endPod(pod: Pod, ending: KubeletEnding): void {
    this.#pods.end(pod, ending)
  }

  /** From now on the kubelet takes in no pod any more, as its machine is going to be switched off. */
  refusePods(nodeName: string): void {
    this.#slots.of(nodeName).isShuttingDown = true
  }

  /** The node runs short of something, or no longer does; false when that is no news. */
  setPressure(nodeName: string, resource: NodeResource, isUnder: boolean): boolean {
    const node = this.#slots.of(nodeName)
    if (node.pressures.has(resource) === isUnder) return false
    const pressures = new Set(node.pressures)
    if (isUnder) pressures.add(resource)
    else pressures.delete(resource)
    node.pressures = pressures
    return true
  }

  /** What the node runs short of. */
  pressuresOf(nodeName: string): ReadonlySet<NodeResource> {
    return this.#slots.of(nodeName).pressures
  }

  changed(change: StoredChange): void {
    if (change.object instanceof Pod) this.#pods.changed(change.object, change)
  }

  #collectImages(settings: ImageGarbageSettings): void {
    const { simulation, streams, images } = this.#parts
    const keeper: ImageKeeper = {
      inUse: (node) => this.#pods.imagesOn(node),
      remove: (node, image) => images.remove(node, image),
    }
    images.collectWith(new ImageGarbage({ simulation, streams, settings, keeper }))
  }

  #fallSilent(node: NodeSlot): void {
    if (!node.isUp) return
    node.isUp = false
    for (const listener of this.#healthListeners) {
      listener.silent(node.name, this.#parts.simulation.now)
    }
  }

  #startKubelet(node: NodeSlot): void {
    if (!node.isKubeletDown) return
    node.isKubeletDown = false
    node.isUp = true
    this.#pods.makeUp(node)
    for (const listener of this.#healthListeners) listener.returned(node.name)
  }
}
