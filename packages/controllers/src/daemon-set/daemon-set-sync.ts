import {
  type ApiRequest,
  type ApiResult,
  type ControllerRevision,
  type DaemonSet,
  type Duration,
  type Pod,
  assert,
} from '@seatrial/core'
import { Sync } from '../runtime/controller-loop.ts'
import { type Claim, NO_CLAIM } from './claim.ts'
import { NO_COUNTERS, type StatusCounters } from './compute-status.ts'
import type { DaemonSetIndex } from './daemon-set-index.ts'
import type { KnownDaemonSet } from './known-daemon-set.ts'
import type { PodPlan } from './pod-plan.ts'
import { NO_REQUESTS, RequestRun, type Sending } from './request-run.ts'
import { NO_REVISIONS, type SortedRevisions } from './sort-revisions.ts'

/** What a sync does between two waits, by name. `DaemonSetReconciler` has the table of them. */
export type DaemonSetStep =
  // S1–S5
  | 'begin'
  // S6
  | 'label-revisions'
  | 'sort-revisions'
  | 'check-creation'
  | 'compare-existing'
  | 'count-collision'
  | 'remove-duplicates'
  | 'raise-revision'
  | 'settle-revision'
  // S7–S9
  | 'manage'
  | 'roll'
  | 'create-pods'
  | 'check-pods'
  // S10
  | 'clean-up'
  | 'check-clean-up'
  // S11
  | 'report'
  | 'check-report'
  | 'retry-report'
  | 'check-retry'
  // claiming, in S6 and S8 to S11
  | 'check-releases'
  | 'check-adopter'
  | 'check-adoptions'
  // the end
  | 'done'
  | 'failed'

/** Whoever takes note of every answer as it comes. */
export interface AnswerListener {
  answerArrived(sync: DaemonSetSync, request: ApiRequest, result: ApiResult): void
}

/**
 * One sync of one DaemonSet while it lasts: the step that comes next, the requests on their way, and
 * what the steps so far have found out.
 */
export class DaemonSetSync extends Sync {
  next: DaemonSetStep = 'begin'
  run: RequestRun = NO_REQUESTS
  claim: Claim = NO_CLAIM
  /** Pods that the index counts because they were adopted, though the cache does not say so yet. */
  includedPods: readonly Pod[] = []
  /** S6: the revisions that the set controls, and what was made of them. */
  revisions: readonly ControllerRevision[] = []
  sorted: SortedRevisions = NO_REVISIONS
  /** S8 and S9: what those that were reached do, and how many creations of the last have been sent. */
  readonly plans: PodPlan[] = []
  createdCount = 0
  /** S8 to S10 have gone wrong: the status is written all the same, then the sync fails. */
  hasFailed = false
  /** S11: whether the status says that the set's generation has been observed, and what it counts. */
  hasObserved = false
  counters: StatusCounters = NO_COUNTERS
  /** After which times the set is to be looked at again. */
  readonly requeues: Duration[] = []
  readonly #listener: AnswerListener
  #set: DaemonSet | undefined
  #known: KnownDaemonSet | undefined

  constructor(key: string, listener: AnswerListener) {
    super(key)
    this.#listener = listener
  }

  /** The set as the cache had it when the sync began. */
  get set(): DaemonSet {
    assert(this.#set !== undefined, 'a sync has a set once it has begun')
    return this.#set
  }

  /** What the controller keeps of the set. */
  get known(): KnownDaemonSet {
    assert(this.#known !== undefined, 'a sync knows its set once it has begun')
    return this.#known
  }

  /** The plan that is being carried out. */
  get plan(): PodPlan {
    return this.plans.at(-1) ?? NO_PLAN
  }

  get index(): DaemonSetIndex {
    return this.known.index
  }

  /** Says what the sync is about. */
  concern(set: DaemonSet, known: KnownDaemonSet): void {
    this.#set = set
    this.#known = known
  }

  /** Has requests sent and answered before the sync goes on with `next`. */
  send(requests: readonly ApiRequest[], sending: Sending, next: DaemonSetStep): DaemonSetStep {
    this.run = requests.length === 0 ? NO_REQUESTS : new RequestRun(requests, sending)
    return next
  }

  protected record(request: ApiRequest, result: ApiResult): void {
    this.run.results.push(result)
    this.#listener.answerArrived(this, request, result)
  }
}

const NO_PLAN: PodPlan = Object.freeze({ creates: [], deletes: [] })
