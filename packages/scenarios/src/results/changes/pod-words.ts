import {
  type Behaviours,
  type ContainerState,
  type ContainerStatus,
  type Pod,
  isTerminal,
  isTerminating,
  podFacts,
} from '@seatrial/core'

/** What the columns READY and STATUS of `kubectl get pods` say of a pod. */
export interface PodWords {
  readonly ready: string
  readonly status: string
}

/**
 * A stored pod in the words of `kubectl get pods` (spec/pod-lifecycle-and-latency §6.2, whose rules the
 * comments name).
 */
export function podWords(pod: Pod, behaviours: Behaviours): PodWords {
  const facts = podFacts(pod.specification)
  const sidecars = new Set(facts.init.filter(({ isSidecar }) => isSidecar).map(({ name }) => name))
  const { init, main } = pod.containers
  const holdsUp = init.findIndex((container) => !isBehind(container, sidecars))
  const isInitializing = holdsUp >= 0 && !hasCondition(pod, 'Initialized')
  const readySidecars = init
    .slice(0, holdsUp < 0 ? init.length : holdsUp)
    .filter(({ name, ready }) => sidecars.has(name) && ready).length
  const readyMain = isInitializing ? 0 : main.filter(isRunningAndReady).length
  const status = isInitializing
    ? initText(init[holdsUp] as ContainerStatus, `${holdsUp}/${facts.init.length}`)
    : mainText(pod, behaviours)
  return {
    ready: `${readySidecars + readyMain}/${facts.main.length + sidecars.size}`,
    status: deletionText(pod, behaviours) ?? status,
  }
}

/** Rule 3: an init container that does not hold the pod up. */
function isBehind(
  { name, state, started }: ContainerStatus,
  sidecars: ReadonlySet<string>,
): boolean {
  if (state.type === 'terminated' && state.exitCode === 0) return true
  return sidecars.has(name) && started
}

function initText({ state }: ContainerStatus, progress: string): string {
  if (state.type === 'terminated') return `Init:${endText(state)}`
  const isTelling = state.type === 'waiting' && !['', 'PodInitializing'].includes(state.reason)
  return `Init:${isTelling ? state.reason : progress}`
}

/** Rules 1, 4 and 5: of the containers that say anything, the first is heard. */
function mainText(pod: Pod, behaviours: Behaviours): string {
  const { main } = pod.containers
  const telling = main.map(stateText).find((text) => text !== undefined)
  const text = telling ?? (pod.reason === '' ? pod.phase : pod.reason)
  if (text !== 'Completed') return text
  const isRunning = main.some(isRunningAndReady)
  if (isRunning && pod.ready === 'True') return 'Running'
  const failed = main.map(({ state }) => state).find(isFailure)
  if (behaviours.completedContainersRule && failed !== undefined) return endText(failed)
  return isRunning ? 'NotReady' : text
}

/** Rule 6. */
function deletionText(pod: Pod, behaviours: Behaviours): string | undefined {
  if (!isTerminating(pod)) return undefined
  if (pod.reason === 'NodeLost') return 'Unknown'
  return isTerminal(pod) && behaviours.terminalPhasePrinted ? undefined : 'Terminating'
}

function stateText({ state }: ContainerStatus): string | undefined {
  if (state.type === 'terminated') return endText(state)
  return state.type === 'waiting' && state.reason !== '' ? state.reason : undefined
}

type Ended = Extract<ContainerState, { readonly type: 'terminated' }>

function endText({ reason, signal, exitCode }: Ended): string {
  if (reason !== '') return reason
  return signal === 0 ? `ExitCode:${exitCode}` : `Signal:${signal}`
}

function isFailure(state: ContainerState): state is Ended {
  return state.type === 'terminated' && state.exitCode !== 0
}

function isRunningAndReady({ state, ready }: ContainerStatus): boolean {
  return state.type === 'running' && ready
}

function hasCondition({ conditions }: Pod, wanted: string): boolean {
  return conditions.some(({ type, status }) => type === wanted && status === 'True')
}
