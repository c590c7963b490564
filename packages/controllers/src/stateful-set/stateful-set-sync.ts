import {
  type ApiClient,
  type ApiRequest,
  type ApiResult,
  type ControllerRevision,
  type LabelSelector,
  type Pod,
  START,
  type SimTime,
  type StatefulSet,
  type StatefulSetCondition,
  type StatefulSetStatus,
  assert,
} from '@seatrial/core'
import { Sync } from '../runtime/controller-loop.ts'
import type { PodCounts } from './places/pod-tally.ts'
import type { SetRecord } from './set-record.ts'
import { NO_BATCHES, type PlaceBatches } from './stages/place-batches.ts'
import type { PodTask } from './tasks/pod-task.ts'

/** What a sync does between two waits, by name. The controller has the table of them. */
export type StatefulSetStep =
  | 'begin'
  // claim
  | 'adopt-revisions'
  | 'check-adopter-of-revisions'
  | 'adopt-next-revision'
  | 'claim-pods'
  | 'release-next-pod'
  | 'check-adopter-of-pods'
  | 'adopt-next-pod'
  // revisions
  | 'choose-revisions'
  | 'check-renumbering'
  | 'check-creation'
  | 'compare-existing'
  | 'prepare'
  // slots
  | 'recreate'
  | 'recreate-more'
  | 'fill-slots'
  | 'fill-more-slots'
  // condemned
  | 'own-condemned-claims'
  | 'own-more-condemned-claims'
  | 'remove-condemned'
  | 'remove-more-condemned'
  // rollout
  | 'roll-out'
  | 'check-replacement'
  // status
  | 'stop'
  | 'report'
  | 'check-report'
  | 'report-again'
  // history
  | 'truncate-history'
  | 'check-truncation'
  | 'end'
  /** Done: it found what the last one had found, which had nothing to do. */
  | 'settled'
  | 'done'
  | 'failed'

/** Why a pass did something, or did not: a few words about one of its pods, or about none. */
export interface Reason {
  readonly why: string
  /** −1 where it is about no pod in particular. */
  readonly ordinal: number
}

/** The two revisions between which a set stands. */
export interface RevisionPair {
  readonly current: ControllerRevision
  readonly update: ControllerRevision
}

/**
 * One sync of one StatefulSet while it lasts: the step that comes next, what is on its way, and what
 * the steps so far have found out.
 */
export class StatefulSetSync extends Sync {
  next: StatefulSetStep = 'begin'
  /** The answer to the last request of the sync itself. */
  answer: ApiResult | undefined
  /** The pods or revisions that a step goes through, and how far it has come. */
  cursor = 0
  /** How often a conflicting write has been tried. */
  tries = 0
  /** It has asked for more than the writing of its status. */
  hasActed = false
  /** Something has gone wrong: the sync will fail, whatever else it still does. */
  hasFailed = false
  readonly reasons: Reason[] = []

  // claim
  orphanRevisions: readonly ControllerRevision[] = []
  releases: readonly Pod[] = []
  adoptions: readonly Pod[] = []
  adopted: Pod[] = []

  // revisions
  /** All revisions of the set as the pass found them, oldest first. */
  history: readonly ControllerRevision[] = []
  newRevision: ControllerRevision | undefined
  collisionCount = 0
  revisions: RevisionPair | undefined

  // slots, condemned, rollout
  /** The instant that the pass judges availability by, where it looks at the clock only once. */
  startedAt: SimTime = START
  firstUnavailable = -1
  batches: PlaceBatches = NO_BATCHES
  places: readonly number[] = []
  replaceWhy = ''
  replacedCount = 0
  conditions: readonly StatefulSetCondition[] = []
  counts: PodCounts | undefined

  // status
  status: StatefulSetStatus | undefined
  /** The set whose status is replaced: what the cache held when that was tried last. */
  reportedOver: StatefulSet | undefined

  // history
  surplus: readonly ControllerRevision[] = []

  readonly #client: ApiClient
  #record: SetRecord | undefined
  #set: StatefulSet | undefined
  #selector: LabelSelector | undefined

  constructor(key: string, client: ApiClient) {
    super(key)
    this.#client = client
  }

  /** True from when it knows its set. */
  get hasBegun(): boolean {
    return this.#record !== undefined
  }

  /** Begins a sync in the place of one that has not begun, or has found all settled. */
  beginAnew(key: string): void {
    this.key = key
    this.next = 'begin'
    this.orphanRevisions = []
    this.#record = undefined
    this.#set = undefined
    this.#selector = undefined
  }

  /** The set as the cache had it when the sync began. */
  get set(): StatefulSet {
    assert(this.#set !== undefined, 'a sync has a set once it has begun')
    return this.#set
  }

  /** `podManagementPolicy`: anything but Parallel means one pod at a time. */
  get isOrderedReady(): boolean {
    return this.set.spec.podManagementPolicy !== 'Parallel'
  }

  get setRecord(): SetRecord {
    assert(this.#record !== undefined, 'a sync has a record once it has begun')
    return this.#record
  }

  /** The revisions, once they have been chosen. */
  get revisionPair(): RevisionPair {
    assert(this.revisions !== undefined, 'revisions are chosen before pods are judged')
    return this.revisions
  }

  /** The counters, once the pods have been counted. */
  get podCounts(): PodCounts {
    assert(this.counts !== undefined, 'pods are counted before the status is computed')
    return this.counts
  }

  /** The status of this pass, once it has been computed. */
  get newStatus(): StatefulSetStatus {
    assert(this.status !== undefined, 'a status is computed before it is written')
    return this.status
  }

  get selector(): LabelSelector {
    assert(this.#selector !== undefined, 'a sync has a selector once it has begun')
    return this.#selector
  }

  /** Says what the sync is about. */
  concern(record: SetRecord, selector: LabelSelector): void {
    this.#record = record
    this.#set = record.set
    this.#selector = selector
  }

  /** Sends a request and goes on with `next` when it is answered. */
  send(request: ApiRequest, next: StatefulSetStep): StatefulSetStep {
    this.outstanding++
    if (request.subresource !== 'status') this.hasActed = true
    this.#client.send(request, this)
    return next
  }

  /** Has a task done, beside others if there are any; the sync goes on when all are over. */
  run(task: PodTask): void {
    this.hasActed = true
    if (!this.#isOver(task)) this.outstanding++
  }

  /** A task that had to wait has come to its end. */
  taskIsOver(task: PodTask): void {
    const followUp = this.#endOf(task)
    if (followUp === undefined || this.#isOver(followUp)) this.continueWhenComplete()
  }

  note(why: string, ordinal = -1): void {
    this.reasons.push({ why, ordinal })
  }

  protected record(request: ApiRequest, result: ApiResult): void {
    this.answer = result
    this.setRecord.ownWrites.note(request, result)
  }

  /** Carries a task and what follows it on until one has to wait. */
  #isOver(task: PodTask): boolean {
    let present: PodTask | undefined = task
    while (present !== undefined) {
      if (!present.advance()) return false
      present = this.#endOf(present)
    }
    return true
  }

  #endOf(task: PodTask): PodTask | undefined {
    if (!task.hasFailed) return task.followUp()
    this.hasFailed = true
    return undefined
  }
}
