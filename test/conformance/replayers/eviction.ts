import {
  type ApiResult,
  type EvictionOptions,
  type EvictionStore,
  type JsonObject,
  type Pod,
  type PodDisruptionBudget,
  type Preconditions,
  type SimTime,
  type WallTime,
  behaviours,
  budgetSelector,
  disruptionTarget,
  draftOf,
  evictPod,
  parseTimestamp,
  readDisruptionBudget,
  readPod,
  withPodCondition,
} from '@seatrial/core'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

interface Given {
  readonly now: string
  readonly pod: JsonObject
  readonly budgets: readonly JsonObject[]
  readonly deleteOptions?: DeleteOptions
  readonly deleteConflicts?: number
  readonly budgetConflicts?: number
  readonly podChangesBeforeDelete?: boolean
  readonly disruptedPodCount?: number
}

interface DeleteOptions {
  readonly gracePeriodSeconds?: number
  readonly dryRun?: readonly string[]
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string }
}

/** Is the pod evicted, what is written on the way, and what does the client hear? */
export const evictionReplayer: Replayer = {
  kind: 'eviction',
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const store = new FaultyStore(given, behaviours(profile).evictionRefusalCause)
    const result = evictPod(store, evictionOptions(given.deleteOptions))
    const got = { ...answer(result), ...store.outcome(result.type === 'done') }
    return judge(compareJson(expectedFields(testCase, profile), got))
  },
}

/** A resourceVersion that is no number is no version of the pod. */
function evictionOptions(options: DeleteOptions = {}): EvictionOptions {
  const { gracePeriodSeconds, dryRun, preconditions } = options
  const resourceVersion = preconditions?.resourceVersion
  return {
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds }),
    ...(dryRun === undefined ? {} : { dryRun: true }),
    ...(preconditions?.uid === undefined ? {} : { uid: preconditions.uid }),
    ...(resourceVersion === undefined ? {} : { resourceVersion: Number(resourceVersion) || -1 }),
  }
}

const CODES = { Forbidden: 403, Conflict: 409, TooManyRequests: 429 } as const

function answer(result: ApiResult): JsonObject {
  if (result.type === 'done') return { code: 201 }
  const { reason, cause, retryAfterSeconds } = result
  if (reason === 'InternalError') return { code: 500 }
  return {
    code: CODES[reason as keyof typeof CODES],
    reason,
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  }
}

/** The stand-in store of the recording: it lets the first writes of a kind meet a conflict. */
class FaultyStore implements EvictionStore {
  readonly now: SimTime = 0 as SimTime
  readonly namesEveryCause: boolean
  readonly #given: Given
  #pod: Pod
  #budgets: readonly PodDisruptionBudget[]
  #somebodyWrites: boolean
  #isDeleted = false
  #statusWrites = 0
  #budgetWrites = 0
  #deleteCalls = 0
  #isGuarded = false
  #gracePeriodSeconds: number | undefined

  constructor(given: Given, namesEveryCause: boolean) {
    const epoch = parseTimestamp(given.now) as WallTime
    this.#given = given
    this.namesEveryCause = namesEveryCause
    this.#pod = readPod(given.pod, epoch, 0)
    this.#pod.resourceVersion = 1
    this.#somebodyWrites = given.podChangesBeforeDelete === true
    this.#budgets = given.budgets.map((budget) =>
      withEntries(readDisruptionBudget(budget, epoch), given.disruptedPodCount ?? 0),
    )
  }

  pod(): Pod {
    return this.#pod
  }

  budgetsOf(pod: Pod): readonly PodDisruptionBudget[] {
    return this.#budgets.filter((budget) => budgetSelector(budget).matches(pod.metadata.labels))
  }

  writeBudgetStatus(budget: PodDisruptionBudget): 'done' | 'conflict' {
    if (++this.#budgetWrites <= (this.#given.budgetConflicts ?? 0)) return 'conflict'
    this.#budgets = this.#budgets.map((stored) =>
      stored.metadata.name === budget.metadata.name ? budget : stored,
    )
    return 'done'
  }

  markPod({ uid, resourceVersion }: Preconditions): Pod | 'conflict' {
    if (this.#somebodyWrites) {
      this.#somebodyWrites = false
      this.#pod = nextVersion(this.#pod)
    }
    if (uid !== undefined && uid !== this.#pod.identity.uid) return 'conflict'
    if (resourceVersion !== undefined && resourceVersion !== this.#pod.resourceVersion) {
      return 'conflict'
    }
    this.#statusWrites++
    this.#pod = nextVersion(this.#pod)
    const condition = disruptionTarget('EvictionByEvictionAPI')
    this.#pod.conditions = withPodCondition(this.#pod.conditions, condition)
    return this.#pod
  }

  deletePod(preconditions: Preconditions, options: EvictionOptions): 'done' | 'conflict' {
    this.#deleteCalls++
    if (this.#deleteCalls <= (this.#given.deleteConflicts ?? 0)) return 'conflict'
    this.#isGuarded = preconditions.resourceVersion !== undefined
    this.#gracePeriodSeconds = options.gracePeriodSeconds
    this.#isDeleted = options.dryRun !== true
    return 'done'
  }

  /** What the recording tells of the store afterwards; what never happened is left out. */
  outcome(isEvicted: boolean): JsonObject {
    return {
      deleted: this.#isDeleted,
      ...(this.#deleteCalls === 0 ? {} : { deleteCalls: this.#deleteCalls }),
      ...(this.#budgetWrites === 0 ? {} : { budgetWrites: this.#budgetWrites }),
      ...(this.#budgets.length === 0 ? {} : { budgets: this.#budgets.map((b) => this.#tell(b)) }),
      ...(this.#statusWrites === 0
        ? {}
        : { podStatusWrites: this.#statusWrites, podCondition: this.#podCondition() }),
      ...(isEvicted ? { guardedByResourceVersion: this.#isGuarded } : {}),
      ...(isEvicted && this.#gracePeriodSeconds !== undefined
        ? { gracePeriodSeconds: this.#gracePeriodSeconds }
        : {}),
    }
  }

  #podCondition(): JsonObject {
    const { type, status, reason } = disruptionTarget('EvictionByEvictionAPI')
    return { type, status, reason }
  }

  #tell({ metadata, status }: PodDisruptionBudget): JsonObject {
    const condition = status.conditions.find(({ type }) => type === 'DisruptionAllowed')
    return {
      name: metadata.name,
      disruptionsAllowed: status.disruptionsAllowed,
      disruptedPods: Object.keys(status.disruptedPods).length,
      podListed: Object.hasOwn(status.disruptedPods, this.#pod.identity.name),
      ...(condition === undefined
        ? {}
        : { condition: { status: condition.status, reason: condition.reason } }),
    }
  }
}

function nextVersion(pod: Pod): Pod {
  const next = draftOf(pod)
  next.resourceVersion++
  return next
}

function withEntries(budget: PodDisruptionBudget, count: number): PodDisruptionBudget {
  if (count === 0) return budget
  const entries = Array.from({ length: count }, (_, index) => [`gone-${index}`, 0])
  const disruptedPods = Object.fromEntries(entries)
  return { ...budget, status: { ...budget.status, disruptedPods } }
}
