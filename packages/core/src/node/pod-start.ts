import { toApiTime } from '../api/api-time.ts'
import { isTerminating } from '../api/pod-predicates.ts'
import type { Pod } from '../api/pod.ts'
import type { PodWait } from '../api/pod-wait.ts'
import type { EventKind } from '../kernel/simulation.ts'
import type { SimTime } from '../kernel/time.ts'
import { conditionsOf } from './container-situations.ts'
import { ImagePulls } from './image-pulls.ts'
import { refusalOf } from './node-admission.ts'
import { InitContainers } from './init-containers.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { NodeDependency } from './node-dependencies.ts'
import { PodRun } from './pod-run.ts'
import type { ContainerFacts } from './pod-facts.ts'
import type { PodWorker } from './pod-worker.ts'
import { ServiceWaits } from './service-waits.ts'
import { type MountListener, isLater } from './volume-mounter.ts'

/**
 * From "the kubelet has seen the pod" to "its containers are started", and once more after they have
 * ended: the serial steps of one pod's syncs (spec/pod-lifecycle-and-latency §4).
 *
 * begin → volumes → network and sandbox → init containers → images and main containers → `PodRun`.
 */
export class PodStart implements MountListener {
  readonly #parts: KubeletParts
  readonly #run: PodRun
  readonly #pulls: ImagePulls
  readonly #init: InitContainers
  readonly #services: ServiceWaits
  readonly #creating: EventKind
  readonly #networkNeeded: EventKind
  readonly #sandboxReady: EventKind

  constructor(parts: KubeletParts, dependencies: readonly NodeDependency[]) {
    const { steps, simulation } = parts
    const startContainers = (worker: PodWorker): void => this.#afterSandbox(worker, simulation.now)
    this.#parts = parts
    this.#creating = steps.reported('KubeletReportsCreating', (worker) =>
      this.#reportCreating(worker),
    )
    this.#networkNeeded = steps.silent('NetworkNeeded', (worker) =>
      this.#createSandbox(worker, worker.happened),
    )
    this.#sandboxReady = steps.reported('SandboxReady', (worker) => this.#reportSandbox(worker))
    this.#run = new PodRun(parts, startContainers)
    this.#pulls = new ImagePulls(parts, startContainers)
    this.#init = new InitContainers(parts, this.#pulls, (worker, time) =>
      this.#afterSandbox(worker, time),
    )
    this.#services = new ServiceWaits(parts, dependencies, (worker) => this.#tryAgain(worker))
  }

  /** The kubelet's first sync of the pod comes at `time`. */
  begin(worker: PodWorker, time: SimTime): void {
    this.#parts.status.plan(worker, this.#creating, time)
  }

  /** The volumes come first, if whoever mounts them on this node is there. */
  mount(worker: PodWorker, pod: Pod, from: SimTime): void {
    const { volumes } = this.#parts
    if (pod.volumes.claims.length > 0 && this.#services.holds(worker, pod, 'storage')) return
    const mountedAt = volumes.mount(pod, from, worker.entity, this)
    if (isLater(mountedAt)) worker.phase = 'mounting'
    else this.#prepareSandbox(worker, mountedAt)
  }

  mounted(podNumber: number): void {
    const worker = this.#parts.workers.get(podNumber)
    if (worker === undefined || worker.phase !== 'mounting' || !worker.node.isUp) return
    worker.phase = 'starting'
    this.#prepareSandbox(worker, this.#parts.simulation.now)
  }

  /** All main containers end by themselves now. */
  crash(worker: PodWorker, exitCode: number): void {
    this.#run.crash(worker, exitCode)
  }

  /** What the pod's node lacks so that it does not start; undefined when it is not that. */
  waitOf(pod: Pod): PodWait | undefined {
    return this.#services.waitOf(pod)
  }

  /** The machine was down: its containers are gone and start again, in a new sandbox. */
  restartAfterReturn(worker: PodWorker): void {
    const { simulation, server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (worker.next !== undefined) simulation.cancel(worker.next)
    if (pod === undefined) return
    worker.phase = 'starting'
    worker.ending = undefined
    if (pod.phase === 'Pending') {
      this.begin(worker, simulation.now)
      return
    }
    worker.restarts = {
      count: worker.restarts.count + 1,
      lastTerminationTime: toApiTime(simulation.now),
    }
    worker.initDone = 0
    const draft = status.draft(pod)
    status.setReady(draft, false)
    this.#beginContainers(draft, worker)
    status.commit(draft)
    this.#createSandbox(worker, simulation.now)
  }

  /** No container runs yet; of a pod with init containers none of the others may. */
  #beginContainers(draft: Pod, { facts, situations, restarts }: PodWorker): void {
    if (facts.init.length === 0) {
      draft.containers = situations.main({ type: 'waiting', reason: 'ContainerCreating' }, restarts)
      return
    }
    draft.phase = 'Pending'
    draft.conditions = conditionsOf('creating')
    draft.containers = situations.initializing(0, { type: 'waiting', reason: 'PodInitializing' })
  }

  #reportCreating(worker: PodWorker): void {
    const { server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    // A pod that is going to end anyway is not refused: its end is confirmed as any other.
    const refusal = isTerminating(pod) ? '' : refusalOf(worker.node, pod, server)
    if (refusal !== '') {
      this.#refuse(worker, pod, refusal)
      return
    }
    const draft = status.draft(pod)
    this.#observe(draft)
    draft.startTime = toApiTime(worker.happened)
    status.setReady(draft, false)
    draft.conditions = conditionsOf('creating')
    this.#beginContainers(draft, worker)
    status.commit(draft)
    this.mount(worker, pod, worker.happened)
  }

  /** The pod has failed before it began; somebody else may make another one. */
  #refuse(worker: PodWorker, pod: Pod, reason: string): void {
    const { status } = this.#parts
    const draft = status.draft(pod)
    this.#observe(draft)
    draft.startTime = toApiTime(worker.happened)
    draft.phase = 'Failed'
    draft.reason = reason
    worker.phase = 'terminated'
    status.commit(draft)
  }

  /** Whether there is a network is seen when it is needed; where nobody provides it, it is always there. */
  #prepareSandbox(worker: PodWorker, from: SimTime): void {
    const { simulation, status } = this.#parts
    const needsNetwork = !worker.facts.hostNetwork && this.#services.mayHold('network')
    if (needsNetwork && from > simulation.now)
      status.planSilently(worker, this.#networkNeeded, from)
    else this.#createSandbox(worker, from)
  }

  #createSandbox(worker: PodWorker, from: SimTime): void {
    const { simulation, status, behaviours } = this.#parts
    if (!worker.facts.hostNetwork && this.#lacksNetwork(worker)) return
    const took = worker.latencies.stages.draw('sandboxCreate', worker.entity, worker.startAttempt)
    const at = Math.max(from + took, simulation.now) as SimTime
    worker.busyUntil = at
    if (behaviours.sandboxReadyWrite) status.plan(worker, this.#sandboxReady, at)
    else this.#afterSandbox(worker, at)
  }

  #lacksNetwork(worker: PodWorker): boolean {
    if (!this.#services.mayHold('network')) return false
    const pod = this.#parts.server.podByNumber(worker.podNumber)
    return pod !== undefined && this.#services.holds(worker, pod, 'network')
  }

  /** What the pod was held for may be there now. */
  #tryAgain(worker: PodWorker): void {
    const pod = this.#parts.server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    worker.phase = 'starting'
    if (worker.heldFor === 'storage') this.mount(worker, pod, worker.happened)
    else this.#createSandbox(worker, worker.happened)
  }

  #reportSandbox(worker: PodWorker): void {
    const { server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    const draft = status.draft(pod)
    if (draft.phase === 'Pending') draft.conditions = conditionsOf('sandbox')
    draft.podIP = server.podIPOf(pod)
    status.commit(draft)
    this.#afterSandbox(worker, worker.happened)
  }

  #afterSandbox(worker: PodWorker, at: SimTime): void {
    if (worker.initDone < worker.facts.init.length) this.#init.run(worker, at)
    else this.#startContainers(worker, at)
  }

  /** The main containers, one after the other in the order of the spec. */
  #startContainers(worker: PodWorker, at: SimTime): void {
    const { stages } = worker.latencies
    let time = at
    const containers = worker.facts.main
    for (let index = 0; index < containers.length; index++) {
      const pulled = this.#pulls.pull(worker, containers[index] as ContainerFacts, time)
      if (pulled === undefined) return
      const attempt = worker.startAttempt * 16 + index
      time = (pulled + stages.draw('containerStart', worker.entity, attempt)) as SimTime
    }
    this.#run.started(worker, time)
  }

  /** From 1.34 on each status write tells which generation of the pod it is about. */
  #observe(draft: Pod): void {
    if (this.#parts.behaviours.observedGenerationWrite) draft.observedGeneration = draft.generation
  }
}
