import { type Behaviours, type WallTime, parseTimestamp } from '@seatrial/core'
import type { PrintedContainerStatus, PrintedPod, PrintedTermination } from './printed-objects.ts'

/** What READY, STATUS and RESTARTS say of a pod. */
export interface PodSummary {
  readonly readyContainers: number
  readonly totalContainers: number
  readonly status: string
  readonly restarts: Restarts
}

/** How often containers were restarted, and when the last of them had ended before that. */
export interface Restarts {
  readonly count: number
  readonly last: WallTime | undefined
}

const NO_RESTARTS: Restarts = { count: 0, last: undefined }

/**
 * Sums up a pod in the words of `kubectl get pods`.
 *
 * The comments name the rules of STATUS in pod-lifecycle-and-latency.md §6.2. READY looks at
 * containers only: the pod's own Ready condition may say otherwise (a node that is lost).
 */
export function summarisePod(pod: PrintedPod, behaviours: Behaviours): PodSummary {
  const restartable = restartableNames(pod)
  const totalContainers = (pod.spec?.containers?.length ?? 0) + restartable.size
  const deleted = statusOfDeletion(pod, behaviours)
  const init = walkInitContainers(pod, restartable)
  if (init.stoppedWith !== undefined && !hasCondition(pod, 'Initialized')) {
    const { ready: readyContainers, restarts } = init
    return { readyContainers, totalContainers, restarts, status: deleted ?? init.stoppedWith }
  }
  const main = walkMainContainers(pod, init.restartableRestarts)
  const walked = main.status ?? init.stoppedWith ?? statusBeforeWalk(pod)
  return {
    readyContainers: init.ready + main.ready,
    totalContainers,
    restarts: main.restarts,
    status: deleted ?? settleCompleted(walked, pod, main, behaviours),
  }
}

/** Rules 1 and 2: the phase, the reason of the whole pod, a scheduling gate; the last one wins. */
function statusBeforeWalk(pod: PrintedPod): string {
  const gated = pod.status?.conditions?.some(
    ({ type, reason }) => type === 'PodScheduled' && reason === 'SchedulingGated',
  )
  if (gated === true) return 'SchedulingGated'
  return pod.status?.reason || (pod.status?.phase ?? '')
}

interface InitWalk {
  /** The status of the first init container that holds the pod up; undefined when none does. */
  readonly stoppedWith: string | undefined
  readonly ready: number
  /** Of the containers walked. */
  readonly restarts: Restarts
  readonly restartableRestarts: Restarts
}

/** Rule 3: init containers in order, up to the first that has neither succeeded nor serves. */
function walkInitContainers(pod: PrintedPod, restartable: RestartableNames): InitWalk {
  let ready = 0
  let restarts = NO_RESTARTS
  let restartableRestarts = NO_RESTARTS
  for (const [index, container] of (pod.status?.initContainerStatuses ?? []).entries()) {
    const isRestartable = restartable.has(container.name)
    restarts = withRestartsOf(container, restarts)
    if (isRestartable) restartableRestarts = withRestartsOf(container, restartableRestarts)
    const { terminated } = container.state ?? {}
    if (terminated !== undefined && (terminated.exitCode ?? 0) === 0) continue
    if (isRestartable && container.started === true) {
      if (container.ready === true) ready++
      continue
    }
    return { stoppedWith: initStatus(container, index, pod), ready, restarts, restartableRestarts }
  }
  return { stoppedWith: undefined, ready, restarts, restartableRestarts }
}

function initStatus(container: PrintedContainerStatus, index: number, pod: PrintedPod): string {
  const { terminated, waiting } = container.state ?? {}
  if (terminated !== undefined) return `Init:${terminationText(terminated)}`
  const reason = waiting?.reason ?? ''
  if (reason !== '' && reason !== 'PodInitializing') return `Init:${reason}`
  return `Init:${index}/${pod.spec?.initContainers?.length ?? 0}`
}

interface MainWalk {
  /** What the first container has to say that says anything; undefined when all are silent. */
  readonly status: string | undefined
  /** Containers that run and are ready. */
  readonly ready: number
  readonly restarts: Restarts
}

/** Rule 4: main containers from the last to the first, each of which may overwrite the status. */
function walkMainContainers(pod: PrintedPod, restartsSoFar: Restarts): MainWalk {
  let status: string | undefined
  let ready = 0
  let restarts = restartsSoFar
  for (const container of (pod.status?.containerStatuses ?? []).toReversed()) {
    restarts = withRestartsOf(container, restarts)
    const { waiting, terminated, running } = container.state ?? {}
    const reason = waiting?.reason ?? ''
    if (reason !== '') status = reason
    else if (terminated !== undefined) status = terminationText(terminated)
    else if (running !== undefined && container.ready === true) ready++
  }
  return { status, ready, restarts }
}

/** Rule 5: what is printed of a pod whose walk ended with a completed container. */
function settleCompleted(
  status: string,
  pod: PrintedPod,
  main: MainWalk,
  behaviours: Behaviours,
): string {
  if (status !== 'Completed') return status
  const hasRunning = main.ready > 0
  if (hasRunning && hasCondition(pod, 'Ready')) return 'Running'
  const failure = behaviours.completedContainersRule ? firstFailure(pod) : undefined
  if (failure !== undefined) return terminationText(failure)
  return hasRunning ? 'NotReady' : status
}

function firstFailure(pod: PrintedPod): PrintedTermination | undefined {
  for (const { state } of pod.status?.containerStatuses ?? []) {
    if ((state?.terminated?.exitCode ?? 0) !== 0) return state?.terminated
  }
  return undefined
}

/** Rule 6: what a deletion makes of the status; undefined when it leaves it alone. */
function statusOfDeletion(pod: PrintedPod, behaviours: Behaviours): string | undefined {
  if ((pod.metadata?.deletionTimestamp ?? null) === null) return undefined
  if (pod.status?.reason === 'NodeLost') return 'Unknown'
  const { phase } = pod.status ?? {}
  const isTerminal = phase === 'Succeeded' || phase === 'Failed'
  return isTerminal && behaviours.terminalPhasePrinted ? undefined : 'Terminating'
}

function terminationText({ reason, signal, exitCode }: PrintedTermination): string {
  if (reason !== undefined && reason !== '') return reason
  return signal !== undefined && signal !== 0 ? `Signal:${signal}` : `ExitCode:${exitCode ?? 0}`
}

function withRestartsOf(container: PrintedContainerStatus, restarts: Restarts): Restarts {
  const finished = parseTimestamp(container.lastState?.terminated?.finishedAt ?? '')
  const isLater = finished !== undefined && finished > (restarts.last ?? -Infinity)
  return {
    count: restarts.count + (container.restartCount ?? 0),
    last: isLater ? finished : restarts.last,
  }
}

type RestartableNames = ReadonlySet<string | undefined>

function restartableNames(pod: PrintedPod): RestartableNames {
  const restartable = (pod.spec?.initContainers ?? []).filter(
    ({ restartPolicy }) => restartPolicy === 'Always',
  )
  return new Set(restartable.map(({ name }) => name))
}

function hasCondition(pod: PrintedPod, wanted: string): boolean {
  const condition = pod.status?.conditions?.find(({ type }) => type === wanted)
  return condition?.status === 'True'
}
