import {
  type Behaviours,
  type Pod,
  START,
  type SimTime,
  type StoredChange,
  UNSET,
  fromApiTime,
  isTerminating,
} from '@seatrial/core'
import type { NodeBook } from '../workloads/node-book.ts'
import {
  AVAILABLE,
  EXISTS,
  READY,
  SCHEDULED,
  type Standing,
  TERMINATING,
  standingOf,
} from '../workloads/pod-standing.ts'
import type { Workload } from '../workloads/workload.ts'
import type { Workloads } from '../workloads/workloads.ts'
import type { WaitMeter } from '../waits/wait-meter.ts'
import { Availability } from './availability.ts'
import { type PodEnding, endingOf } from './pod-ending.ts'
import type { PodLife } from './pod-life.ts'
import { BEFORE_RUN, type PodLives } from './pod-lives.ts'
import type { PodObserver } from './pod-observer.ts'
import { partOf, stagesOf } from './pod-progress.ts'
import { PART, STAGE } from './pod-stages.ts'

/** Writes down a pod that is gone, or is still there at the end of the run. */
export type WritePod = (life: PodLife, now: SimTime) => void

export interface PodRecorderOptions {
  readonly lives: PodLives
  readonly workloads: Workloads
  readonly nodes: NodeBook
  readonly observer: PodObserver
  readonly meter: WaitMeter
  readonly availabilityComparison: Behaviours['availabilityComparison']
  readonly reportsSandbox: boolean
  readonly write: WritePod
}

/** Endings after which a DaemonSet wants no pod on the node until it makes one there. */
const LEAVES_NODE: ReadonlySet<PodEnding> = new Set(['unwanted', 'nodeLost'])

/**
 * Follows each pod through its life by the stored changes: what it counts as in its workload, the
 * instants of its stages, and what it spends its time with. A change costs the same whatever the size
 * of the set.
 */
export class PodRecorder {
  readonly #lives: PodLives
  readonly #options: PodRecorderOptions
  readonly #availability: Availability
  /** False until all is there that was there before the run. */
  #isCounting = false
  /** What is being looked at; undefined when it is the clock. */
  #change: StoredChange | undefined

  constructor(options: PodRecorderOptions) {
    this.#options = options
    this.#lives = options.lives
    this.#availability = new Availability(options.availabilityComparison)
  }

  /** The next instant at which pods may become available by the clock alone. */
  get nextDeadline(): SimTime {
    return this.#availability.nextDeadline
  }

  /**
   * Results count from this instant of the simulation on, and so does time. Of pods that are there,
   * no more is known than when they were created.
   */
  startCounting(origin: SimTime): void {
    this.#isCounting = true
    this.#availability.countFrom(origin)
    this.#lives.startCounting()
    for (const life of this.#lives) {
      const { creationTimestamp } = life.pod.identity
      const created = creationTimestamp === UNSET ? BEFORE_RUN : fromApiTime(creationTimestamp)
      this.#lives.pass(life, STAGE.created, (created - origin) as SimTime)
      this.#lives.enter(life, life.part, START)
      this.#awaitAvailability(life)
    }
  }

  changed(change: StoredChange, now: SimTime): void {
    const pod = change.object as Pod
    const known = this.#lives.get(pod.identity.number)
    const life = known ?? this.#begin(pod)
    this.#change = change
    if (pod.metadata !== life.pod.metadata) this.#move(life, pod, now)
    life.pod = pod
    if (life.ending === undefined && (change.type === 'DELETED' || isTerminating(pod))) {
      life.ending = endingOf(change, life)
      life.endedBy = change.by
      if (life.ending === 'rollout') this.#noteBlocked(life, now)
      if (this.#isCounting) this.#options.observer.deleted(life, now)
    }
    const passed = life.passed
    this.#pass(life, stagesOf(pod, passed, this.#options.reportsSandbox), now)
    if (this.#isCounting) {
      if (known === undefined) this.#options.observer.created(life, now)
      else if (hasEnded(life.passed & ~passed, passed))
        this.#options.observer.ended(life, change, now)
    }
    if (change.type === 'DELETED') this.#remove(life, change, now)
    else this.#judge(life, now)
    this.#change = undefined
  }

  /** Counts the pods as available that have, by now, been ready for long enough. */
  ripen(now: SimTime): void {
    while (this.#availability.nextDeadline <= now) {
      for (const podNumber of this.#availability.takeDue()) {
        const life = this.#lives.get(podNumber)
        if (life !== undefined) this.#judgeAgain(life, now)
      }
    }
  }

  /** Looks at all pods of a workload again, of which `minReadySeconds` has changed. */
  reconsider(workload: Workload, now: SimTime): void {
    for (const life of this.#lives.of(workload)) this.#judgeAgain(life, now)
  }

  /** Notes what those pods that are on their way up have waited for until now. */
  noteWaits(now: SimTime): void {
    for (const life of this.#lives) this.#options.meter.note(life, this.#lives, now)
  }

  /** The run is over: the pods that still exist are written down. */
  runOver(now: SimTime): void {
    for (const life of this.#lives) this.#options.write(life, now)
  }

  #begin(pod: Pod): PodLife {
    const life = this.#lives.begin(pod)
    this.#assign(life)
    return life
  }

  #assign(life: PodLife): void {
    const { workloads, nodes } = this.#options
    const { pod } = life
    life.workload = workloads.ofOwner(pod.metadata.controller, pod.identity.namespace)
    life.place = life.workload?.takePlace(pod, nodes) ?? -1
  }

  /** Labels or owners have changed: the pod leaves one count and enters another. */
  #move(life: PodLife, pod: Pod, now: SimTime): void {
    const { standing } = life
    this.#stand(life, 0, now)
    life.pod = pod
    this.#assign(life)
    this.#stand(life, standing, now)
  }

  #pass(life: PodLife, stages: number, now: SimTime): void {
    let fresh = stages & ~life.passed
    while (fresh !== 0) {
      const stage = 31 - Math.clz32(fresh & -fresh)
      this.#lives.pass(life, stage, this.#isCounting ? now : BEFORE_RUN)
      fresh &= fresh - 1
    }
  }

  #judge(life: PodLife, now: SimTime): void {
    const standing = standingOf(life.pod)
    const isAvailable = (standing & READY) !== 0 && this.#availability.availableAt(life) <= now
    this.#stand(life, isAvailable ? standing | AVAILABLE : standing, now)
    const part = partOf(life, this.#options.reportsSandbox)
    if (part === life.part) return
    this.#endPart(life, now)
    this.#lives.enter(life, part, now)
  }

  /** For a pod that nothing has happened to: when it becomes available may have changed. */
  #judgeAgain(life: PodLife, now: SimTime): void {
    this.#judge(life, now)
    this.#awaitAvailability(life)
  }

  #awaitAvailability(life: PodLife): void {
    if ((life.standing & (READY | AVAILABLE)) === READY) this.#availability.await(life)
  }

  /** Lets the pod count as something else than before. */
  #stand(life: PodLife, after: Standing, now: SimTime): void {
    const before = life.standing
    const changed = before ^ after
    if (changed === 0) return
    life.standing = after
    if (changed & after & READY) this.#noteReady(life, now)
    if (changed & after & AVAILABLE) this.#noteAvailable(life, now)
    const { workload, pod } = life
    if (workload === undefined) return
    const wasListed = (before & (EXISTS | TERMINATING)) === EXISTS
    const isListed = (after & (EXISTS | TERMINATING)) === EXISTS
    if (wasListed !== isListed) workload.list(pod.metadata.revision, isListed ? 1 : -1)
    workload.count(before, after)
    this.#standInPlace(life, workload, changed, now)
  }

  #noteReady(life: PodLife, now: SimTime): void {
    if ((life.passed & (1 << STAGE.ready)) === 0) {
      this.#pass(life, 1 << STAGE.ready, now)
      if (this.#isCounting) this.#tellReady(life, now)
    }
    this.#awaitAvailability(life)
  }

  #tellReady(life: PodLife, now: SimTime): void {
    const { meter, observer } = this.#options
    meter.note(life, this.#lives, now)
    observer.firstReady(life, this.#lives.at(life, STAGE.created), this.#change, now)
  }

  #noteAvailable(life: PodLife, now: SimTime): void {
    if (life.passed & (1 << STAGE.available)) return
    this.#pass(life, 1 << STAGE.available, now)
    if (!this.#isCounting) return
    this.#options.meter.note(life, this.#lives, now)
    this.#options.observer.firstAvailable(life, this.#change, now)
  }

  /** A rollout takes an outdated pod: until now it could not, or had not come to it. */
  #noteBlocked(life: PodLife, now: SimTime): void {
    const { workload, part } = life
    const since = workload && this.#options.observer.rolloutSince(workload)
    if (workload === undefined || since === undefined || part !== PART.serve) return
    const wait = workload.goesPodByPod ? PART.blockedByPredecessor : PART.blockedByBudget
    this.#lives.note(life, wait, now - Math.max(since, this.#lives.partSince(life)))
  }

  #standInPlace(life: PodLife, workload: Workload, changed: Standing, now: SimTime): void {
    const { nodes, observer } = this.#options
    const { standing, pod } = life
    if (changed & standing & SCHEDULED && life.place < 0)
      life.place = workload.takePlace(pod, nodes)
    const { place } = life
    if (place < 0) return
    const { places } = workload
    if (changed & standing & SCHEDULED) places.settle(place, nodes.get(pod.nodeName).zoneNumber)
    if (changed & standing & READY) {
      const since = places.becomeReady(place)
      if (!Number.isNaN(since)) observer.placeRecovered(workload, since as SimTime, now)
    } else if (changed & READY) {
      places.ceaseReady(place, now)
    }
    if (changed & standing & AVAILABLE) places.becomeAvailable(place)
    else if (changed & AVAILABLE) places.ceaseAvailable(place)
  }

  #remove(life: PodLife, change: StoredChange, now: SimTime): void {
    const { workload, place, ending } = life
    this.#pass(life, 1 << STAGE.gone, now)
    this.#endPart(life, now)
    this.#stand(life, 0, now)
    if (workload?.kind === 'DaemonSet' && place >= 0 && ending !== undefined) {
      if (LEAVES_NODE.has(ending)) workload.places.want(place, false)
    }
    this.#options.observer.gone(life, change, now)
    if (this.#isCounting) this.#options.write(life, now)
    this.#lives.end(life)
  }

  #endPart(life: PodLife, now: SimTime): void {
    if (life.part < 0) return
    const since = this.#lives.partSince(life)
    if (this.#isCounting) this.#options.meter.note(life, this.#lives, now)
    if (life.part === PART.recover) this.#lives.addRecovered(life, now - since)
    this.#options.observer.partEnded(life, since, now)
  }
}

/** Whether a pod that had been deleted has just ended. */
function hasEnded(fresh: number, passed: number): boolean {
  return (fresh & (1 << STAGE.ended)) !== 0 && (passed & (1 << STAGE.deleted)) !== 0
}
