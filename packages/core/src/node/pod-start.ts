import { toApiTime } from '../api/api-time.ts'
import type { Pod } from '../api/pod.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind } from '../kernel/simulation.ts'
import { NEVER, type SimTime } from '../kernel/time.ts'
import { conditionsOf } from './container-situations.ts'
import { NO_BACK_OFF, nextRestart } from './crash-back-off.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { ContainerFacts } from './pod-facts.ts'
import type { PodWorker } from './pod-worker.ts'
import { failsAt, succeedsAt } from './probe-facts.ts'
import { type MountListener, isLater } from './volume-mounter.ts'

const KILLED_EXIT_CODE = 137

/**
 * From "the kubelet has seen the pod" to Ready, and round again after a crash: the serial steps of one
 * pod's syncs (spec/pod-lifecycle-and-latency §4).
 *
 * begin → [volumes] → sandbox → init containers → images and main containers → seen by a relist →
 * Running → probes → Ready.
 */
export class PodStart implements MountListener {
  readonly #parts: KubeletParts
  readonly #creating: EventKind
  readonly #sandboxReady: EventKind
  readonly #initDone: EventKind
  readonly #pullFailed: EventKind
  readonly #pullRetry: EventKind
  readonly #running: EventKind
  readonly #ready: EventKind
  readonly #killed: EventKind
  readonly #restart: EventKind

  constructor(parts: KubeletParts) {
    this.#parts = parts
    this.#creating = this.#step('KubeletReportsCreating', (worker) => this.#reportCreating(worker))
    this.#sandboxReady = this.#step('SandboxReady', (worker) => this.#reportSandbox(worker))
    this.#initDone = this.#step('InitContainerDone', (worker) => this.#reportInitDone(worker))
    this.#pullFailed = this.#step('ImagePullFailed', (worker) => this.#reportPullFailure(worker))
    this.#pullRetry = this.#step('ImagePullRetried', (worker) => this.#startContainers(worker))
    this.#running = this.#step('ContainersRunning', (worker) => this.#reportRunning(worker))
    this.#ready = this.#step('ContainersReady', (worker) => this.#reportReady(worker))
    this.#killed = this.#step('ContainersEnded', (worker) => this.#reportEnd(worker))
    this.#restart = this.#step('ContainersRestarted', (worker) => this.#startContainers(worker))
  }

  /** The kubelet's first sync of the pod comes at `time`. */
  begin(worker: PodWorker, time: SimTime): void {
    this.#parts.status.plan(worker, this.#creating, time)
  }

  mounted(podNumber: number): void {
    const worker = this.#parts.workers.get(podNumber)
    if (worker === undefined || worker.phase !== 'mounting' || !worker.node.isUp) return
    worker.phase = 'starting'
    this.#createSandbox(worker, this.#parts.simulation.now)
  }

  /** All main containers end by themselves now. */
  crash(worker: PodWorker, exitCode: number): void {
    if (worker.next !== undefined) this.#parts.simulation.cancel(worker.next)
    const seen = this.#parts.relist.atTick(worker.node, this.#parts.simulation.now)
    worker.lastExitCode = exitCode
    this.#parts.status.plan(worker, this.#killed, seen)
  }

  /** The machine was down: its containers are gone and start again, in a new sandbox. */
  restartAfterReturn(worker: PodWorker): void {
    const { simulation, server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (worker.next !== undefined) simulation.cancel(worker.next)
    if (pod === undefined) return
    if (pod.phase === 'Pending') {
      worker.phase = 'starting'
      this.begin(worker, simulation.now)
      return
    }
    worker.phase = 'starting'
    worker.restarts = {
      count: worker.restarts.count + 1,
      lastTerminationTime: toApiTime(simulation.now),
    }
    const draft = status.draft(pod)
    status.setReady(draft, false)
    draft.containers = worker.situations.main(
      { type: 'waiting', reason: 'ContainerCreating' },
      worker.restarts,
    )
    status.commit(draft)
    this.#createSandbox(worker, simulation.now)
  }

  /** Defines an event whose handler runs only while the machine is up and the status writer is free. */
  #step(name: string, act: (worker: PodWorker) => void): EventKind {
    const kind: EventKind = this.#parts.simulation.defineEvent(
      name,
      PHASES.clusterTimer,
      (podNumber) => {
        const worker = this.#parts.workers.get(podNumber)
        if (worker === undefined || !worker.node.isUp) return
        if (!this.#parts.status.isDue(worker, kind)) return
        worker.next = undefined
        act(worker)
      },
    )
    return kind
  }

  #reportCreating(worker: PodWorker): void {
    const { server, status, volumes } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    const draft = status.draft(pod)
    this.#observe(draft)
    draft.startTime = toApiTime(worker.happened)
    status.setReady(draft, false)
    draft.conditions = conditionsOf('creating')
    draft.containers =
      worker.facts.init.length === 0
        ? worker.situations.main({ type: 'waiting', reason: 'ContainerCreating' }, worker.restarts)
        : worker.situations.initializing(0, { type: 'waiting', reason: 'PodInitializing' })
    status.commit(draft)
    const mountedAt = volumes.mount(pod, worker.happened, worker.entity, this)
    if (isLater(mountedAt)) worker.phase = 'mounting'
    else this.#createSandbox(worker, mountedAt)
  }

  #createSandbox(worker: PodWorker, from: SimTime): void {
    const { simulation, status, behaviours } = this.#parts
    const took = worker.latencies.stages.draw('sandboxCreate', worker.entity, worker.startAttempt)
    const at = Math.max(from + took, simulation.now) as SimTime
    worker.busyUntil = at
    if (behaviours.sandboxReadyWrite) status.plan(worker, this.#sandboxReady, at)
    else this.#afterSandbox(worker, at)
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
    if (worker.initDone < worker.facts.init.length) this.#runInitContainer(worker, at)
    else this.#startContainersFrom(worker, at)
  }

  /** One init container: its image, its run (a sidecar only starts), and the relist that sees its end. */
  #runInitContainer(worker: PodWorker, at: SimTime): void {
    const { relist, status } = this.#parts
    const container = worker.facts.init[worker.initDone] as ContainerFacts
    const pulled = this.#pull(worker, container, at)
    if (pulled === undefined) return
    const { stages } = worker.latencies
    const attempt = 100 + worker.initDone
    const started = pulled + stages.draw('containerStart', worker.entity, attempt)
    const ran = container.isSidecar ? 0 : stages.draw('initContainerRun', worker.entity, attempt)
    const done = (started + ran) as SimTime
    worker.busyUntil = started as SimTime
    const seen = relist.afterSync(worker.node, done, worker.entity, attempt)
    status.plan(worker, this.#initDone, seen)
  }

  #reportInitDone(worker: PodWorker): void {
    const { server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    worker.initDone++
    const draft = status.draft(pod)
    const isLast = worker.initDone === worker.facts.init.length
    draft.containers = isLast
      ? worker.situations.main({ type: 'waiting', reason: 'PodInitializing' }, worker.restarts)
      : worker.situations.initializing(worker.initDone, {
          type: 'waiting',
          reason: 'PodInitializing',
        })
    status.commit(draft)
    this.#afterSandbox(worker, worker.happened)
  }

  #startContainers(worker: PodWorker): void {
    this.#afterSandbox(worker, this.#parts.simulation.now)
  }

  /** The main containers, one after the other in the order of the spec. */
  #startContainersFrom(worker: PodWorker, at: SimTime): void {
    const { relist, status } = this.#parts
    const { stages } = worker.latencies
    let time = at
    for (const [index, container] of worker.facts.main.entries()) {
      const pulled = this.#pull(worker, container, time)
      if (pulled === undefined) return
      const attempt = worker.startAttempt * 16 + index
      time = (pulled + stages.draw('containerStart', worker.entity, attempt)) as SimTime
    }
    worker.startedAt = time
    worker.busyUntil = time
    const seen = relist.afterSync(worker.node, time, worker.entity, worker.startAttempt)
    status.plan(worker, this.#running, seen)
  }

  /** Gets a container's image; plans the report of a failure and returns undefined when that fails. */
  #pull(worker: PodWorker, container: ContainerFacts, start: SimTime): SimTime | undefined {
    const { images, status } = this.#parts
    const attempt = worker.pullAttempt
    const outcome = images.pull({
      node: worker.node,
      image: container.image,
      policy: container.pullPolicy,
      start,
      roundTrip: worker.latencies.stages.draw('imageRoundTrip', worker.entity, attempt),
      duration: worker.latencies.imagePull?.draw(worker.entity, attempt),
      size: worker.latencies.imageSize,
      entity: worker.entity,
      attempt,
    })
    worker.pullAttempt++
    if (outcome.isPresent) return outcome.endsAt
    worker.busyUntil = outcome.endsAt
    status.plan(worker, this.#pullFailed, outcome.endsAt)
    return undefined
  }

  #reportPullFailure(worker: PodWorker): void {
    const { server, simulation, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    const isFirst = worker.pullBackOff === NO_BACK_OFF
    const draft = status.draft(pod)
    draft.containers = worker.situations.main(
      { type: 'waiting', reason: isFirst ? 'ErrImagePull' : 'ImagePullBackOff' },
      worker.restarts,
    )
    status.commit(draft)
    const { backOff } = nextRestart(worker.pullBackOff, simulation.now)
    worker.pullBackOff = backOff
    status.planSilently(worker, this.#pullRetry, (simulation.now + backOff.delay) as SimTime)
  }

  #reportRunning(worker: PodWorker): void {
    const { server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    worker.phase = 'running'
    const observed = worker.happened
    const able = this.#ableAt(worker)
    const killedAt = this.#killedAt(worker, observed, able)
    const readyAt = this.#readyAt(worker, observed, able)
    const isReady = readyAt <= observed && killedAt === undefined
    worker.crashesAt = this.#crashesAt(worker)
    this.#writeRunning(pod, worker, isReady)
    if (killedAt !== undefined && killedAt < Math.min(readyAt, worker.crashesAt)) {
      worker.lastExitCode = KILLED_EXIT_CODE
      status.plan(worker, this.#killed, killedAt)
    } else if (!isReady && readyAt < worker.crashesAt) {
      status.plan(worker, this.#ready, readyAt)
    } else {
      this.#planCrash(worker)
    }
  }

  #reportReady(worker: PodWorker): void {
    const pod = this.#parts.server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    this.#writeRunning(pod, worker, true)
    this.#planCrash(worker)
  }

  /**
   * The kubelet sees the end of what is killed, as by a lack of memory, at its next relist. Of most
   * containers there is nothing more to be seen.
   */
  #planCrash(worker: PodWorker): void {
    const { relist, status, simulation, workers } = this.#parts
    if (worker.crashesAt === NEVER) {
      workers.settle(worker)
      return
    }
    const happened = Math.max(worker.crashesAt, simulation.now) as SimTime
    worker.lastExitCode = KILLED_EXIT_CODE
    status.plan(worker, this.#killed, relist.atTick(worker.node, happened))
  }

  #writeRunning(pod: Pod, worker: PodWorker, isReady: boolean): void {
    const { server, status } = this.#parts
    const draft = status.draft(pod)
    draft.phase = 'Running'
    draft.podIP = server.podIPOf(pod)
    draft.conditions = conditionsOf(isReady ? 'running' : 'started')
    draft.containers = worker.situations.main({ type: 'running', ready: isReady }, worker.restarts)
    status.setReady(draft, isReady)
    status.commit(draft)
  }

  /** The containers have ended: crashed, or killed by a probe. They start again after their back-off. */
  #reportEnd(worker: PodWorker): void {
    const { server, simulation, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    const { at, backOff } = nextRestart(worker.backOff, worker.happened)
    worker.backOff = backOff
    worker.phase = 'backing-off'
    worker.startAttempt++
    worker.restarts = {
      count: worker.restarts.count + 1,
      lastTerminationTime: toApiTime(worker.happened),
    }
    const isBackingOff = at > worker.happened
    const draft = status.draft(pod)
    status.setReady(draft, false)
    draft.conditions = conditionsOf('started')
    draft.containers = worker.situations.main(
      isBackingOff
        ? { type: 'waiting', reason: 'CrashLoopBackOff' }
        : {
            type: 'terminated',
            reason: worker.lastExitCode === 0 ? 'Completed' : 'Error',
            exitCode: worker.lastExitCode,
          },
      worker.restarts,
    )
    status.commit(draft)
    status.planSilently(worker, this.#restart, Math.max(at, simulation.now) as SimTime)
  }

  /** When the application of this start can answer. */
  #ableAt(worker: PodWorker): SimTime {
    const took = worker.latencies.stages.draw(
      'applicationReady',
      worker.entity,
      worker.startAttempt,
    )
    return (worker.startedAt + took) as SimTime
  }

  /** When every container is ready. Without a probe a container is ready as soon as it is seen running. */
  #readyAt(worker: PodWorker, observed: SimTime, able: SimTime): SimTime {
    const { startedAt: started } = worker
    let readyAt = observed
    let hasProbe = false
    for (const { startupProbe, readinessProbe } of worker.facts.main) {
      let from = observed
      if (startupProbe !== undefined) {
        from = succeedsAt(startupProbe, { started, observed, able })
        hasProbe = true
      }
      if (readinessProbe !== undefined) {
        from = succeedsAt(readinessProbe, { started, observed: from, able })
        hasProbe = true
      }
      if (from > readyAt) readyAt = from
    }
    return !hasProbe && worker.latencies.readyWithoutProbe ? able : readyAt
  }

  /** When a startup or liveness probe has a container killed because its application is too slow. */
  #killedAt(worker: PodWorker, observed: SimTime, able: SimTime): SimTime | undefined {
    const times = { started: worker.startedAt, observed, able }
    let killedAt: SimTime | undefined
    for (const { startupProbe, livenessProbe } of worker.facts.main) {
      const probe = startupProbe ?? livenessProbe
      const failed = probe === undefined ? undefined : failsAt(probe, times)
      if (failed !== undefined && (killedAt === undefined || failed < killedAt)) killedAt = failed
    }
    return killedAt
  }

  /** When the first of the main containers is killed because of its image. */
  #crashesAt({ facts, startedAt }: PodWorker): SimTime {
    let first: SimTime = NEVER
    for (const { image } of facts.main) {
      const runs = this.#parts.images.crashAfter(image)
      if (runs !== undefined) first = Math.min(first, startedAt + runs) as SimTime
    }
    return first
  }

  /** From 1.34 on each status write tells which generation of the pod it is about. */
  #observe(draft: Pod): void {
    if (this.#parts.behaviours.observedGenerationWrite) draft.observedGeneration = draft.generation
  }
}
