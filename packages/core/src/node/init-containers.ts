import type { EventKind } from '../kernel/simulation.ts'
import type { SimTime } from '../kernel/time.ts'
import type { ImagePulls } from './image-pulls.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { ContainerFacts } from './pod-facts.ts'
import type { PodWorker } from './pod-worker.ts'
import { sidecarReadyAt, sidecarStartedAt } from './readiness.ts'

/** Draws of init containers lie beyond those of main containers. */
const INIT_DRAWS = 100

/** Told that a pod's next container may come. */
export type NextContainer = (worker: PodWorker, time: SimTime) => void

/** The init containers of a pod, one after the other; sidecars, which are among them, only start. */
export class InitContainers {
  readonly #parts: KubeletParts
  readonly #pulls: ImagePulls
  readonly #next: NextContainer
  readonly #done: EventKind

  constructor(parts: KubeletParts, pulls: ImagePulls, next: NextContainer) {
    this.#parts = parts
    this.#pulls = pulls
    this.#next = next
    this.#done = parts.steps.reported('InitContainerDone', (worker) => this.#reportDone(worker))
  }

  /** Runs the first one that has not run yet: its image, its run, and the relist that sees its end. */
  run(worker: PodWorker, at: SimTime): void {
    const { relist, status } = this.#parts
    const container = worker.facts.init[worker.initDone] as ContainerFacts
    const pulled = this.#pulls.pull(worker, container, at)
    if (pulled === undefined) return
    const { stages } = worker.latencies
    const attempt = INIT_DRAWS + worker.initDone
    const took = stages.draw('containerStart', worker.entity, attempt)
    const started = (pulled + took) as SimTime
    worker.busyUntil = started
    if (container.isSidecar) {
      const seen = relist.afterSync(worker.node, started, worker.entity, attempt)
      this.#sidecarSeen(worker, container, { started, seen })
      return
    }
    const ended = (started + stages.draw('initContainerRun', worker.entity, attempt)) as SimTime
    const seen = relist.afterSync(worker.node, ended, worker.entity, attempt)
    status.plan(worker, this.#done, seen)
  }

  /** The next container comes when the sidecar has started; whether it is ready matters to the whole pod only. */
  #sidecarSeen(
    worker: PodWorker,
    sidecar: ContainerFacts,
    { started, seen }: { readonly started: SimTime; readonly seen: SimTime },
  ): void {
    const done = sidecarStartedAt(sidecar, started, seen)
    const ready = sidecarReadyAt(sidecar, started, done)
    if (ready > worker.sidecarsReadyAt) worker.sidecarsReadyAt = ready
    this.#parts.status.plan(worker, this.#done, done)
  }

  #reportDone(worker: PodWorker): void {
    const { server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    worker.initDone++
    const waiting = { type: 'waiting', reason: 'PodInitializing' } as const
    const isLast = worker.initDone === worker.facts.init.length
    const draft = status.draft(pod)
    draft.containers = isLast
      ? worker.situations.main(waiting, worker.restarts)
      : worker.situations.initializing(worker.initDone, waiting)
    status.commit(draft)
    this.#next(worker, worker.happened)
  }
}
