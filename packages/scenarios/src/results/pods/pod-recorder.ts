import {
  type ApiTime,
  type Behaviours,
  NEVER,
  type Pod,
  type SimTime,
  type StoredChange,
  UNSET,
  fromApiTime,
  isTerminal,
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
import { type PodEnding, endingOf } from './pod-ending.ts'
import type { PodLife } from './pod-life.ts'
import { BEFORE_RUN, type PodLives } from './pod-lives.ts'
import { PART, STAGE, partAfter } from './pod-stages.ts'
import { ReadyDeadlines } from './ready-deadlines.ts'

/** Whoever follows single pods: it is told at once, in the order in which things happen. */
export interface PodObserver {
  /** The pod has done with `life.part`, a wait or not. */
  partEnded(life: PodLife, since: SimTime, now: SimTime): void
  /** The pod is ready for the first time. */
  firstReady(life: PodLife, created: SimTime, now: SimTime): void
  /** A place of the workload, which had had no ready pod since then, has one again. */
  placeRecovered(workload: Workload, since: SimTime, now: SimTime): void
  /** The pod has been removed; its instants are known until the call returns. */
  gone(life: PodLife, now: SimTime): void
}

/** Writes down a pod that is gone, or is still there at the end of the run. */
export type WritePod = (life: PodLife, now: SimTime) => void

export interface PodRecorderOptions {
  readonly lives: PodLives
  readonly workloads: Workloads
  readonly nodes: NodeBook
  readonly observer: PodObserver
  readonly availabilityComparison: Behaviours['availabilityComparison']
  readonly reportsSandbox: boolean
  readonly write: WritePod
}

/** The stages on the way up, as bits. */
const ON_THE_WAY_UP = (1 << STAGE.deleted) - 1

/** Endings after which a DaemonSet wants no pod on the node, as far as its status tells no other. */
const LEAVES_NODE: ReadonlySet<PodEnding> = new Set(['unwanted', 'nodeLost'])

/**
 * Follows each pod through its life by the stored changes: what it counts as in its workload, the
 * instants of its stages, and what it spends its time with. A change costs the same whatever the size
 * of the set.
 */
export class PodRecorder {
  readonly #lives: PodLives
  readonly #options: PodRecorderOptions
  readonly #deadlines = new ReadyDeadlines()
  /** False until the pods that were there before the run have been loaded. */
  #isRunning = false

  constructor(options: PodRecorderOptions) {
    this.#options = options
    this.#lives = options.lives
  }

  /** The next instant at which pods become available by the clock alone. */
  get nextDeadline(): SimTime {
    return this.#deadlines.first
  }

  /** From now on, new pods are pods of the run. */
  start(): void {
    this.#isRunning = true
  }

  changed(change: StoredChange): void {
    const pod = change.object as Pod
    const { time } = change
    const life = this.#lives.get(pod.identity.number) ?? this.#begin(pod)
    if (pod.metadata !== life.pod.metadata) this.#move(life, pod, time)
    life.pod = pod
    if (life.ending === undefined && (change.type === 'DELETED' || isTerminating(pod))) {
      life.ending = endingOf(change, life)
      life.endedBy = change.by
    }
    this.#pass(life, this.#stagesOf(pod, life.passed), time)
    if (change.type === 'DELETED') this.#remove(life, time)
    else this.#judge(life, time)
  }

  /** Counts the pods as available that have, by now, been ready for long enough. */
  ripen(now: SimTime): void {
    while (this.#deadlines.first <= now) {
      for (const podNumber of this.#deadlines.takeFirst()) {
        const life = this.#lives.get(podNumber)
        if (life !== undefined) this.#judgeAgain(life, now)
      }
    }
  }

  /** Looks at all pods of a workload again, of which `minReadySeconds` has changed. */
  reconsider(workload: Workload, now: SimTime): void {
    for (const life of this.#lives) if (life.workload === workload) this.#judgeAgain(life, now)
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
    life.place = life.workload?.placeOf(pod, nodes) ?? -1
  }

  /** Labels or owners have changed: the pod leaves one count and enters another. */
  #move(life: PodLife, pod: Pod, now: SimTime): void {
    const { standing } = life
    this.#stand(life, 0, now)
    life.pod = pod
    this.#assign(life)
    this.#stand(life, standing, now)
  }

  #stagesOf(pod: Pod, passed: number): number {
    let stages = 1 << STAGE.created
    if (pod.nodeName !== '') stages |= 1 << STAGE.scheduled
    if (isTerminal(pod)) stages |= 1 << STAGE.ended
    if (isTerminating(pod)) return stages | (1 << STAGE.deleted)
    if (pod.startTime !== UNSET) stages |= 1 << STAGE.accepted
    if (pod.phase === 'Running') stages |= 1 << STAGE.running
    const sandboxed = 1 << STAGE.sandboxed
    const asksForSandbox = this.#options.reportsSandbox && (passed & sandboxed) === 0
    return asksForSandbox && hasSandbox(pod) ? stages | sandboxed : stages
  }

  #pass(life: PodLife, stages: number, now: SimTime): void {
    let fresh = stages & ~life.passed
    while (fresh !== 0) {
      const stage = 31 - Math.clz32(fresh & -fresh)
      this.#lives.pass(life, stage, this.#isRunning ? now : instantBeforeRun(life.pod, stage))
      fresh &= fresh - 1
    }
  }

  #judge(life: PodLife, now: SimTime): void {
    const standing = standingOf(life.pod)
    const isAvailable = (standing & READY) !== 0 && this.#availableAt(life) <= now
    this.#stand(life, isAvailable ? standing | AVAILABLE : standing, now)
    const part = partOf(life, this.#options.reportsSandbox)
    if (part === life.part) return
    this.#endPart(life, now)
    this.#lives.enter(life, part, now)
  }

  /** For a pod that nothing has happened to: its deadline, if it has one yet, is not known any more. */
  #judgeAgain(life: PodLife, now: SimTime): void {
    this.#judge(life, now)
    if ((life.standing & (READY | AVAILABLE)) === READY) this.#addDeadline(life)
  }

  /** Lets the pod count as something else than before. */
  #stand(life: PodLife, after: Standing, now: SimTime): void {
    const before = life.standing
    const changed = before ^ after
    if (changed === 0) return
    life.standing = after
    if (changed & after & READY) this.#noteReady(life, now)
    if (changed & after & AVAILABLE) this.#pass(life, 1 << STAGE.available, now)
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
      const created = this.#lives.at(life, STAGE.created)
      if (this.#isRunning) this.#options.observer.firstReady(life, created, now)
    }
    if ((life.standing & AVAILABLE) === 0) this.#addDeadline(life)
  }

  #standInPlace(life: PodLife, workload: Workload, changed: Standing, now: SimTime): void {
    const { nodes, observer } = this.#options
    const { standing, pod } = life
    if (changed & standing & SCHEDULED && life.place < 0) life.place = workload.placeOf(pod, nodes)
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

  #remove(life: PodLife, now: SimTime): void {
    const { workload, place, ending } = life
    this.#pass(life, 1 << STAGE.gone, now)
    this.#endPart(life, now)
    this.#stand(life, 0, now)
    if (workload !== undefined && place >= 0) {
      const leaves =
        workload.kind === 'DaemonSet' && ending !== undefined && LEAVES_NODE.has(ending)
      if (leaves || !workload.wants(place)) workload.places.drop(place)
    }
    this.#options.observer.gone(life, now)
    this.#options.write(life, now)
    this.#lives.end(life)
  }

  #endPart(life: PodLife, now: SimTime): void {
    if (life.part < 0) return
    const since = this.#lives.partSince(life)
    if (life.part === PART.recover) this.#lives.addRecovered(life, now - since)
    this.#options.observer.partEnded(life, since, now)
  }

  #addDeadline(life: PodLife): void {
    const time = this.#availableAt(life)
    if (time < NEVER) this.#deadlines.add(time, life.pod.identity.number)
  }

  /** When a ready pod becomes, or became, available, unless something happens to it. */
  #availableAt({ pod, workload }: PodLife): SimTime {
    const minReadySeconds = workload?.minReadySeconds ?? 0
    if (minReadySeconds === 0) return BEFORE_RUN
    if (pod.readyTransitionTime === UNSET) return NEVER
    const second = (pod.readyTransitionTime + minReadySeconds) as ApiTime
    const isStrict = this.#options.availabilityComparison === '<'
    return (fromApiTime(second) + (isStrict ? 1 : 0)) as SimTime
  }
}

/** When a pod came by a stage that it had behind it before the run; only its creation is known. */
function instantBeforeRun({ identity }: Pod, stage: number): SimTime {
  const isKnown = stage === STAGE.created && identity.creationTimestamp !== UNSET
  return isKnown ? fromApiTime(identity.creationTimestamp) : BEFORE_RUN
}

function hasSandbox({ conditions }: Pod): boolean {
  for (const { type, status } of conditions) {
    if (type === 'PodReadyToStartContainers') return status === 'True'
  }
  return false
}

/** What the pod spends its time with from now on. */
function partOf({ passed, standing }: PodLife, reportsSandbox: boolean): number {
  if (passed & (1 << STAGE.deleted)) {
    return passed & (1 << STAGE.ended) ? PART.remove : PART.terminate
  }
  if (passed & (1 << STAGE.ended)) return PART.dead
  const stage = 31 - Math.clz32(passed & ON_THE_WAY_UP)
  if (stage === STAGE.available) return standing & READY ? PART.serve : PART.recover
  return partAfter(stage, reportsSandbox)
}
