import type { EventKind } from '../kernel/simulation.ts'
import { type Duration, type SimTime, seconds } from '../kernel/time.ts'
import type { Pod } from '../api/pod.ts'
import { withPodCondition } from '../api/pod-conditions.ts'
import { isTerminating } from '../api/pod-predicates.ts'
import { conditionsOf } from './container-situations.ts'
import type { KubeletParts } from './kubelet-parts.ts'
import type { KubeletEnding } from './pod-ending.ts'
import type { ContainerFacts } from './pod-facts.ts'
import type { PodWorker } from './pod-worker.ts'

const CAUSE = { by: 'kubelet', why: 'containers stopped and cleaned up' }

/** What a container gets at least between SIGTERM and SIGKILL, whatever has used up its grace. */
const LEAST_STOP_TIME: Duration = seconds(2)
const LEAST_GRACE: Duration = seconds(1)
const KILLED_EXIT_CODE = 137

/**
 * From "the kubelet has seen the deletion" to "the object is gone"
 * (spec/pod-lifecycle-and-latency §5.3): stop the containers within the grace period, write the
 * terminal phase, clean up, and have the object removed.
 */
export class PodTermination {
  readonly #parts: KubeletParts
  readonly #noticed: EventKind
  readonly #stopped: EventKind
  readonly #phaseWritten: EventKind
  readonly #cleanedUp: EventKind

  constructor(parts: KubeletParts) {
    const { steps } = parts
    this.#parts = parts
    this.#noticed = steps.reported('DeletionNoticed', (worker) => this.#reportNoticed(worker))
    this.#stopped = steps.reported('ContainersStopped', (worker) => this.#reportStopped(worker))
    this.#phaseWritten = steps.reported('TerminalPhase', (worker) => this.#reportPhase(worker))
    this.#cleanedUp = steps.reported('PodCleanedUp', (worker) => this.#remove(worker))
  }

  /** The kubelet sees the deletion at `time`, or that it shall be done sooner. */
  begin(worker: PodWorker, time: SimTime): void {
    if (worker.phase === 'terminated') return
    if (worker.phase === 'terminating') {
      this.#hurry(worker, time)
      return
    }
    const { behaviours, status } = this.#parts
    this.#enter(worker)
    if (behaviours.observedGenerationWrite) status.plan(worker, this.#noticed, time)
    else this.#stop(worker, time)
  }

  /** The kubelet ends the pod by itself, now. */
  end(worker: PodWorker, ending: KubeletEnding): void {
    if (worker.phase === 'terminating' || worker.phase === 'terminated') return
    this.#enter(worker)
    worker.ending = ending
    this.#stop(worker, this.#parts.simulation.now)
  }

  /** The machine was down when, or after, the deletion was asked for: nothing is left to be stopped. */
  finishAfterReturn(worker: PodWorker): void {
    const { simulation, status } = this.#parts
    if (worker.next !== undefined) simulation.cancel(worker.next)
    worker.wasStarted ||= worker.phase === 'running'
    worker.phase = 'terminating'
    worker.lastExitCode = KILLED_EXIT_CODE
    status.plan(worker, this.#stopped, simulation.now)
  }

  #enter(worker: PodWorker): void {
    const { simulation } = this.#parts
    if (worker.next !== undefined) simulation.cancel(worker.next)
    worker.wasStarted = worker.phase === 'running' || worker.phase === 'backing-off'
    worker.hasProcess = worker.phase === 'running' || worker.busyUntil > simulation.now
    worker.phase = 'terminating'
  }

  /** A shorter grace period than before: whatever still runs when it is over is killed. */
  #hurry(worker: PodWorker, time: SimTime): void {
    const { simulation, server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined || worker.next === undefined) return
    const sandbox = worker.latencies.stages.draw('sandboxStop', worker.entity, 0)
    const latest = (time + graceOf(pod, worker) + sandbox) as SimTime
    if (latest >= worker.happened) return
    simulation.cancel(worker.next)
    worker.lastExitCode = KILLED_EXIT_CODE
    status.plan(worker, this.#stopped, latest)
  }

  #reportNoticed(worker: PodWorker): void {
    const { server, status } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    const draft = status.draft(pod)
    draft.observedGeneration = draft.generation
    status.commit(draft)
    this.#stop(worker, worker.happened)
  }

  /** A runtime call in flight (an image pull) is waited for; a wait for volumes is not. */
  #stop(worker: PodWorker, seen: SimTime): void {
    const { simulation, status, server } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    const from = Math.max(seen, worker.busyUntil)
    const { entity, latencies } = worker
    const stopping = this.#stoppingTime(worker, graceOf(pod, worker))
    const sandbox = latencies.stages.draw('sandboxStop', entity, 0)
    const at = Math.max(from + stopping + sandbox, simulation.now) as SimTime
    status.plan(worker, this.#stopped, at)
  }

  /** The main containers come first, then the sidecars, the last one before the others. */
  #stoppingTime(worker: PodWorker, grace: Duration): Duration {
    const { sidecars } = worker.facts
    let stopped = worker.hasProcess ? this.#mainStoppingTime(worker, grace) : 0
    if (!worker.hasProcess && !worker.wasStarted) return stopped as Duration
    for (let index = sidecars.length - 1; index >= 0; index--) {
      const { preStopSleep } = sidecars[index] as ContainerFacts
      const from = Math.max(stopped, Math.min(grace, preStopSleep))
      stopped =
        from + Math.min(this.#sidecarTime(worker, index), Math.max(grace - from, LEAST_STOP_TIME))
    }
    return stopped as Duration
  }

  /** preStop sleep, then the application's own time, cut by what is left of the grace period. */
  #mainStoppingTime(worker: PodWorker, grace: Duration): Duration {
    const preStop = Math.min(grace, longestPreStop(worker))
    const left = Math.max(grace - preStop, LEAST_STOP_TIME)
    const own = worker.latencies.stages.draw('termination', worker.entity, 0)
    worker.lastExitCode = own > left ? KILLED_EXIT_CODE : 0
    return (preStop + Math.min(own, left)) as Duration
  }

  /** A sidecar ends as the profile says, not as the application of its workload does. */
  #sidecarTime({ entity }: PodWorker, index: number): Duration {
    return this.#parts.latencies.cluster.draw('termination', entity, 1 + index)
  }

  #reportStopped(worker: PodWorker): void {
    const pod = this.#parts.server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    if (worker.latencies.writesPhaseLate) {
      this.#writeEnd(pod, worker, false)
      this.#parts.status.plan(worker, this.#phaseWritten, worker.happened)
      return
    }
    this.#writeEnd(pod, worker, true)
    this.#cleanUp(worker)
  }

  #reportPhase(worker: PodWorker): void {
    const pod = this.#parts.server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    this.#writeEnd(pod, worker, true)
    this.#cleanUp(worker)
  }

  #writeEnd(pod: Pod, worker: PodWorker, withPhase: boolean): void {
    const { status } = this.#parts
    const { ending } = worker
    const draft = status.draft(pod)
    const exitCode = worker.wasStarted ? worker.lastExitCode : KILLED_EXIT_CODE
    const reason = !worker.wasStarted
      ? 'ContainerStatusUnknown'
      : exitCode === 0
        ? 'Completed'
        : 'Error'
    if (withPhase) draft.phase = exitCode === 0 && ending === undefined ? 'Succeeded' : 'Failed'
    status.setReady(draft, false)
    draft.conditions = conditionsOf('ended')
    if (ending !== undefined) {
      draft.reason = ending.reason
      draft.conditions = withPodCondition(draft.conditions, ending.condition)
    }
    draft.containers = worker.situations.ended({ reason, exitCode }, worker.restarts)
    status.commit(draft)
  }

  #cleanUp(worker: PodWorker): void {
    const { relist, status, simulation, latencies } = this.#parts
    worker.phase = 'terminated'
    const seen = relist.afterSync(worker.node, worker.happened, worker.entity, 200)
    const cleaned = seen + worker.latencies.stages.draw('cleanup', worker.entity, 0)
    const asked = cleaned + latencies.cluster.draw('apiWrite', worker.entity, 200)
    status.planSilently(worker, this.#cleanedUp, Math.max(asked, simulation.now) as SimTime)
  }

  #remove(worker: PodWorker): void {
    const { server, volumes } = this.#parts
    const pod = server.podByNumber(worker.podNumber)
    if (pod === undefined) return
    if (isTerminating(pod)) server.removePod(pod, CAUSE)
    else volumes.unmount(pod)
  }
}

/** What the containers get to end by themselves. */
function graceOf(pod: Pod, { ending }: PodWorker): Duration {
  const asked = isTerminating(pod)
    ? pod.deletionGracePeriodSeconds
    : pod.specification.terminationGracePeriodSeconds
  const most = ending === undefined ? Infinity : ending.gracePeriod
  return Math.max(LEAST_GRACE, Math.min(seconds(asked), most)) as Duration
}

function longestPreStop(worker: PodWorker): number {
  let longest = 0
  for (const { preStopSleep } of worker.facts.main) longest = Math.max(longest, preStopSleep)
  return longest
}
