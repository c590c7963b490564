import { toApiTime } from '../api/api-time.ts'
import type { Pod } from '../api/pod.ts'
import type { EventKind } from '../kernel/simulation.ts'
import { NEVER, type SimTime } from '../kernel/time.ts'
import { conditionsOf } from './container-situations.ts'
import { nextRestart } from './crash-back-off.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { PodWorker } from './pod-worker.ts'
import { killedAt, readyAt } from './readiness.ts'
import type { StepAction } from './worker-steps.ts'

const KILLED_EXIT_CODE = 137

/**
 * From the start of a pod's main containers on: seen running by a relist, ready by their probes, and
 * round again when they end (spec/pod-lifecycle-and-latency §4.6–4.7).
 */
export class PodRun {
  readonly #parts: KubeletParts
  readonly #running: EventKind
  readonly #ready: EventKind
  readonly #ended: EventKind
  readonly #restart: EventKind

  /** @param restart starts the main containers of a pod once more */
  constructor(parts: KubeletParts, restart: StepAction) {
    const { steps } = parts
    this.#parts = parts
    this.#running = steps.reported('ContainersRunning', (worker) => this.#reportRunning(worker))
    this.#ready = steps.reported('ContainersReady', (worker) => this.#reportReady(worker))
    this.#ended = steps.reported('ContainersEnded', (worker) => this.#reportEnd(worker))
    this.#restart = steps.reported('ContainersRestarted', restart)
  }

  /** The last of the main containers has started, or is going to. */
  started(worker: PodWorker, time: SimTime): void {
    const { relist, status } = this.#parts
    worker.startedAt = time
    worker.busyUntil = time
    const seen = relist.afterSync(worker.node, time, worker.entity, worker.startAttempt)
    status.plan(worker, this.#running, seen)
  }

  /** All main containers end by themselves now. */
  crash(worker: PodWorker, exitCode: number): void {
    const { simulation, status, relist } = this.#parts
    if (worker.next !== undefined) simulation.cancel(worker.next)
    worker.lastExitCode = exitCode
    status.plan(worker, this.#ended, relist.atTick(worker.node, simulation.now))
  }

  #reportRunning(worker: PodWorker): void {
    const { server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    worker.phase = 'running'
    const observed = worker.happened
    const able = this.#ableAt(worker)
    const killed = killedAt(worker, observed, able)
    const ready = readyAt(worker, observed, able)
    const isReady = ready <= observed && killed === NEVER
    worker.crashesAt = this.#crashesAt(worker)
    this.#writeRunning(pod, worker, isReady)
    if (killed < Math.min(ready, worker.crashesAt)) {
      worker.lastExitCode = KILLED_EXIT_CODE
      status.plan(worker, this.#ended, killed)
    } else if (!isReady && ready < worker.crashesAt) {
      status.plan(worker, this.#ready, ready)
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
    status.plan(worker, this.#ended, relist.atTick(worker.node, happened))
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
    const at = this.#backOff(worker)
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

  /** When the containers start again; they will wait longer the next time. */
  #backOff(worker: PodWorker): SimTime {
    const { retries, longestBackOff } = this.#parts
    const { happened, entity, startAttempt } = worker
    const { at: expiry, backOff } = nextRestart(worker.backOff, happened, longestBackOff)
    const at = retries.afterBackOff(entity, startAttempt, { since: happened, expiry })
    worker.backOff = { delay: backOff.delay, updatedAt: at }
    return at
  }

  /** When the application of this start can answer. */
  #ableAt({ latencies, entity, startAttempt, startedAt }: PodWorker): SimTime {
    return (startedAt + latencies.stages.draw('applicationReady', entity, startAttempt)) as SimTime
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
}
