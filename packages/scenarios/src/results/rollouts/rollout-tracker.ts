import { type SimTime, type StoredChange, isBeingDeleted } from '@seatrial/core'
import type { Wait } from '../../run/waits.ts'
import { type WorkloadObject, isRolledOut } from '../../run/workload-state.ts'
import type { FinishedInstant } from '../finished-instant.ts'
import type { PodLife } from '../pods/pod-life.ts'
import type { PodLives } from '../pods/pod-lives.ts'
import type { PodObserver } from '../pods/pod-observer.ts'
import { STAGE } from '../pods/pod-stages.ts'
import { FollowedWaits, type WaitKnowledge } from '../waits/followed-waits.ts'
import { NO_ROLLOUT_WAITS } from '../waits/rollout-waits.ts'
import type { WorkloadName } from '../workloads/workload-name.ts'
import type { Workload } from '../workloads/workload.ts'
import { OpenRollout } from './open-rollout.ts'
import { type Quorums, quorumOf } from './quorum.ts'
import type { Rollout, RolloutEnd, RolloutKind } from './rollout.ts'
import { rolloutAskedFor } from './spec-change.ts'

/** Says who waits for what in a workload whose rollout is not done. */
export type ExplainWaits = (workload: WorkloadName) => readonly Wait[]

/** Whoever wants to know which rollouts there are. */
export interface RolloutListener {
  rolloutAsked(workload: Workload, kind: RolloutKind): void
  rolloutEnded(rollout: Rollout, workload: Workload): void
}

export interface RolloutTrackerOptions {
  readonly lives: PodLives
  /** Undefined where nobody asks what rollouts wait for. */
  readonly knowledge: WaitKnowledge | undefined
  readonly quorum: Quorums
  readonly listener: RolloutListener
  readonly explain: ExplainWaits
}

/**
 * Follows rollouts from the stored change of a spec until `kubectl rollout status` would say done.
 *
 * A workload has one rollout at a time: a new template supersedes what is under way, a change of the
 * replicas becomes part of it. What the instant of the end still brings belongs to the rollout.
 */
export class RolloutTracker implements PodObserver {
  readonly #options: RolloutTrackerOptions
  /** By the number of the workload. */
  readonly #open: (OpenRollout | undefined)[] = []
  /** Rollouts that end in the present instant. */
  #ending: OpenRollout[] = []
  /** In the order in which they were asked for; undefined while under way. */
  readonly #rollouts: (Rollout | undefined)[] = []
  #isCounting = false

  constructor(options: RolloutTrackerOptions) {
    this.#options = options
  }

  /** Those that are over, in the order in which they were asked for. */
  get rollouts(): readonly Rollout[] {
    return this.#rollouts.filter((rollout) => rollout !== undefined)
  }

  /** From now on, what is asked for is a rollout. */
  startCounting(): void {
    this.#isCounting = true
  }

  setChanged(change: StoredChange, workload: Workload, time: SimTime): void {
    if (!this.#isCounting) return
    const set = change.object as WorkloadObject
    const before = change.previous as WorkloadObject | undefined
    if (change.type === 'DELETED' || isBeingDeleted(set)) {
      this.#end(workload, { type: 'deleted', time })
      return
    }
    const kind = before === undefined ? 'create' : rolloutAskedFor(before, set)
    if (kind !== undefined && !(kind === 'scale' && this.#isUnderWay(workload))) {
      this.#ask(workload, kind, change, time)
    }
    const open = this.#open[workload.number]
    if (open !== undefined && isReached(open.kind, set)) this.#end(workload, { type: 'done', time })
  }

  rolloutSince(workload: Workload): SimTime | undefined {
    return this.#open[workload.number]?.start
  }

  created(life: PodLife, now: SimTime): void {
    this.#of(life)?.waits.created(life, now)
  }

  deleted(life: PodLife, now: SimTime): void {
    this.#of(life)?.waits.deleted(life, now)
  }

  ended(life: PodLife, change: StoredChange, now: SimTime): void {
    this.#of(life)?.waits.ended(life, change, now)
  }

  firstAvailable(life: PodLife, change: StoredChange | undefined, now: SimTime): void {
    this.#of(life)?.waits.available(life, change, now)
  }

  partEnded(life: PodLife, since: SimTime, now: SimTime): void {
    this.#of(life)?.waits.partEnded(life, since, now)
  }

  firstReady(
    life: PodLife,
    created: SimTime,
    change: StoredChange | undefined,
    now: SimTime,
  ): void {
    const open = this.#of(life)
    if (open === undefined) return
    open.podStarted(created, now)
    open.blastRadius.podReady(open.workload, life.pod.metadata.revision, now)
    if (open.workload.minReadySeconds > 0) open.waits.ready(life, change, now)
  }

  placeRecovered(workload: Workload, since: SimTime, now: SimTime): void {
    this.#open[workload.number]?.placeOut(since, now)
  }

  gone(life: PodLife, change: StoredChange, now: SimTime): void {
    const open = this.#of(life)
    if (open === undefined) return
    open.podTerminated(this.#options.lives.at(life, STAGE.deleted), now)
    open.waits.gone(life, change, now)
  }

  instantOver({ changed, time }: FinishedInstant): void {
    for (const workload of changed) {
      const open = this.#open[workload.number]
      open?.gauge.read(workload, time)
      open?.blastRadius.read(workload, time)
    }
    if (this.#ending.length === 0) return
    const ending = this.#ending
    this.#ending = []
    for (const open of ending) this.#close(open)
  }

  /** The run is over: what has not ended is unfinished. */
  runOver(time: SimTime): void {
    for (const open of this.#open) {
      if (open === undefined) continue
      if (isScaled(open)) this.#end(open.workload, { type: 'done', time })
      open.end ??= { type: 'unfinished', time }
      this.#close(open)
    }
  }

  #isUnderWay(workload: Workload): boolean {
    const open = this.#open[workload.number]
    return open !== undefined && open.end === undefined
  }

  #of({ workload }: PodLife): OpenRollout | undefined {
    return workload === undefined ? undefined : this.#open[workload.number]
  }

  #ask(workload: Workload, kind: RolloutKind, change: StoredChange, start: SimTime): void {
    const superseded = this.#open[workload.number]
    if (superseded !== undefined) {
      superseded.end ??= { type: 'superseded', time: start }
      this.#close(superseded)
    }
    const { quorum, listener, knowledge } = this.#options
    const number = this.#rollouts.push(undefined) - 1
    this.#open[workload.number] = new OpenRollout({
      number,
      workload,
      kind,
      start,
      waits:
        knowledge === undefined
          ? NO_ROLLOUT_WAITS
          : new FollowedWaits(workload, start, change, knowledge),
      quorumOf: (desired) => quorumOf(workload, desired, quorum),
    })
    // Also a rollout that changes no count at first is to be read when this instant is over.
    workload.touch()
    listener.rolloutAsked(workload, kind)
  }

  #end(workload: Workload, end: RolloutEnd): void {
    const open = this.#open[workload.number]
    if (open === undefined || open.end !== undefined) return
    open.end = end
    if (end.type === 'done') open.waits.done(end.time)
    this.#ending.push(open)
  }

  #close(open: OpenRollout): void {
    const { workload, end } = open
    if (end === undefined || this.#open[workload.number] !== open) return
    this.#open[workload.number] = undefined
    if (end.type !== 'done') this.#addUnended(open, end.time)
    const explanation = end.type === 'unfinished' ? this.#options.explain(workload) : []
    const rollout = open.close(end, explanation)
    this.#rollouts[open.number] = rollout
    this.#options.listener.rolloutEnded(rollout, workload)
  }

  /** What has not ended has taken this long at least: tallies that left it out would look too good. */
  #addUnended(open: OpenRollout, now: SimTime): void {
    const { places } = open.workload
    for (let place = 0; place < places.end; place++) {
      const since = places.outSince(place)
      if (!Number.isNaN(since)) open.placeOut(since as SimTime, now)
    }
    for (const life of this.#options.lives.of(open.workload)) this.#addUnendedOf(life, open, now)
  }

  #addUnendedOf(life: PodLife, open: OpenRollout, now: SimTime): void {
    const { lives } = this.#options
    const isDeleted = (life.passed & (1 << STAGE.deleted)) !== 0
    const wasReady = (life.passed & (1 << STAGE.ready)) !== 0
    if (isDeleted) open.podTerminated(lives.at(life, STAGE.deleted), now)
    else if (!wasReady) open.podStarted(lives.at(life, STAGE.created), now)
  }
}

/** A changed number of replicas is reached only when the surplus pods are gone, too. */
function isReached(kind: RolloutKind, set: WorkloadObject): boolean {
  if (!isRolledOut(set)) return false
  return kind !== 'scale' || set.kind === 'DaemonSet' || set.status.replicas === set.spec.replicas
}

/** A run may end with the last surplus pod, a moment before the status of its set tells of it. */
function isScaled({ kind, workload: { set, created, desired } }: OpenRollout): boolean {
  return kind === 'scale' && set !== undefined && isRolledOut(set) && created === desired
}
