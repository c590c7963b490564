import { type ApiTime, UNSET } from '../api/api-time.ts'
import type {
  ContainerState,
  ContainerStatus,
  ContainerStatuses,
} from '../api/container-statuses.ts'
import { type ConditionStatus, NO_CONDITIONS, type PodCondition } from '../api/pod.ts'
import type { ContainerFacts, PodFacts } from './pod-facts.ts'

/** How a pod's main containers are, all alike. */
export type MainSituation =
  | { readonly type: 'waiting'; readonly reason: string }
  | { readonly type: 'running'; readonly ready: boolean }
  | { readonly type: 'terminated'; readonly reason: string; readonly exitCode: number }

/** The restarts of a pod's main containers so far. */
export interface Restarts {
  readonly count: number
  readonly lastTerminationTime: ApiTime
}

/** No restart yet, shared. */
export const NO_RESTARTS: Restarts = Object.freeze({ count: 0, lastTerminationTime: UNSET })

/**
 * Container statuses by situation. Pods of one revision share them: equal situation, same object, so
 * that a million pods cost a handful of statuses.
 */
export class ContainerSituations {
  readonly #facts: PodFacts
  /** Of pods that have never restarted, which is nearly all of them: by one word, built by nobody. */
  readonly #firstRuns = new Map<string, ContainerStatuses>()
  readonly #known = new Map<string, ContainerStatuses>()

  constructor(facts: PodFacts) {
    this.#facts = facts
  }

  /** All init containers done (sidecars running), the main ones in one situation. */
  main(situation: MainSituation, restarts: Restarts): ContainerStatuses {
    const word = wordOf(situation)
    if (restarts === NO_RESTARTS) {
      return this.#firstRuns.get(word) ?? this.#makeFirstRun(word, situation)
    }
    const key = `main ${word} ${restarts.count} ${restarts.lastTerminationTime}`
    return this.#intern(key, () => this.#makeMain(situation, restarts))
  }

  /** All containers have ended for good, the sidecars too. */
  ended(
    { reason, exitCode }: { readonly reason: string; readonly exitCode: number },
    restarts: Restarts,
  ): ContainerStatuses {
    const situation: MainSituation = { type: 'terminated', reason, exitCode }
    if (this.#facts.sidecars.length === 0) return this.main(situation, restarts)
    const key = `ended ${reason} ${restarts.count} ${restarts.lastTerminationTime}`
    return this.#intern(key, () => ({
      init: this.#facts.init.map((facts) => initStatus(facts, COMPLETED)),
      main: this.#facts.main.map((facts) => mainStatus(facts, situation, restarts)),
    }))
  }

  /** The first `done` init containers have finished; the next one waits for `reason`, or runs. */
  initializing(done: number, next: ContainerState): ContainerStatuses {
    const key = `init ${done} ${next.type === 'waiting' ? next.reason : next.type}`
    const waiting: ContainerState = { type: 'waiting', reason: 'PodInitializing' }
    return this.#intern(key, () => ({
      init: this.#facts.init.map((facts, index) =>
        initStatus(facts, index < done ? initDone(facts) : index === done ? next : waiting),
      ),
      main: this.#facts.main.map((facts) => mainStatus(facts, waiting, NO_RESTARTS)),
    }))
  }

  #makeFirstRun(word: string, situation: MainSituation): ContainerStatuses {
    const statuses = this.#makeMain(situation, NO_RESTARTS)
    this.#firstRuns.set(word, statuses)
    return statuses
  }

  #makeMain(situation: MainSituation, restarts: Restarts): ContainerStatuses {
    return {
      init: this.#facts.init.map((facts) => initStatus(facts, initDone(facts))),
      main: this.#facts.main.map((facts) => mainStatus(facts, situation, restarts)),
    }
  }

  #intern(key: string, make: () => ContainerStatuses): ContainerStatuses {
    let statuses = this.#known.get(key)
    if (statuses === undefined) {
      statuses = make()
      this.#known.set(key, statuses)
    }
    return statuses
  }
}

/** A sidecar keeps running; any other init container has finished. */
function initDone(facts: ContainerFacts): ContainerState {
  return facts.isSidecar ? { type: 'running' } : COMPLETED
}

const COMPLETED: ContainerState = {
  type: 'terminated',
  reason: 'Completed',
  exitCode: 0,
  signal: 0,
}

function initStatus(facts: ContainerFacts, state: ContainerState): ContainerStatus {
  const isStarted = state.type === 'running' && facts.isSidecar
  return {
    name: facts.name,
    state,
    ready: isStarted || (state.type === 'terminated' && !facts.isSidecar),
    started: isStarted,
    restartCount: 0,
    lastTerminationTime: UNSET,
  }
}

function mainStatus(
  facts: ContainerFacts,
  situation: MainSituation,
  restarts: Restarts,
): ContainerStatus {
  return {
    name: facts.name,
    state: stateOf(situation),
    ready: situation.type === 'running' && situation.ready,
    started: situation.type === 'running',
    restartCount: restarts.count,
    lastTerminationTime: restarts.lastTerminationTime,
  }
}

function stateOf(situation: MainSituation): ContainerState {
  switch (situation.type) {
    case 'waiting':
      return situation
    case 'running':
      return { type: 'running' }
    case 'terminated':
      return { ...situation, signal: 0 }
  }
}

/** Tells situations apart: a reason belongs to one type of situation only. */
function wordOf(situation: MainSituation): string {
  return situation.type === 'running' ? (situation.ready ? 'ready' : 'unready') : situation.reason
}

/** The stages of a pod's life as its conditions (other than Ready) tell them. */
export type ConditionStage =
  'unscheduled' | 'scheduled' | 'creating' | 'sandbox' | 'started' | 'running' | 'ended'

const CONDITIONS: Readonly<Record<ConditionStage, readonly PodCondition[]>> = {
  unscheduled: NO_CONDITIONS,
  scheduled: [condition('PodScheduled', 'True')],
  creating: conditions('False', 'False', 'False'),
  sandbox: conditions('True', 'False', 'False'),
  started: conditions('True', 'True', 'False'),
  running: conditions('True', 'True', 'True'),
  ended: conditions('False', 'True', 'False'),
}

/** The conditions of a pod in that stage, shared by all of them. */
export function conditionsOf(stage: ConditionStage): readonly PodCondition[] {
  return CONDITIONS[stage]
}

function conditions(
  sandbox: ConditionStatus,
  initialized: ConditionStatus,
  containersReady: ConditionStatus,
): readonly PodCondition[] {
  return [
    condition('PodReadyToStartContainers', sandbox),
    condition('Initialized', initialized),
    condition('ContainersReady', containersReady),
    condition('PodScheduled', 'True'),
  ]
}

function condition(type: string, status: ConditionStatus): PodCondition {
  return { type, status, reason: '', message: '' }
}
