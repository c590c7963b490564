import type { Duration, SimTime, StoredChange } from '@seatrial/core'
import type { PodLife } from '../pods/pod-life.ts'
import type { PodLives } from '../pods/pod-lives.ts'
import type { PodParts } from '../pods/pod-parts.ts'
import { PART, POD_PARTS, type PodPart } from '../pods/pod-stages.ts'
import type { PodWait } from '../rollouts/rollout.ts'
import type { Workload } from '../workloads/workload.ts'
import type { CriticalPath } from './critical-path.ts'
import type { FinerParts } from './finer-parts.ts'
import { LongestWaits } from './longest-waits.ts'
import { RolloutPath } from './rollout-path.ts'
import type { RolloutWaits, WaitReport } from './rollout-waits.ts'
import type { WaitMeter } from './wait-meter.ts'

/** What knows of the waits of pods. */
export interface WaitKnowledge {
  readonly lives: PodLives
  readonly parts: PodParts
  readonly finer: FinerParts
  readonly meter: WaitMeter
}

/** How many of the pods that still wait are named. */
const STILL_WAITING_MAX = 10

/** Sums up what the pods of a workload wait for during a rollout, and follows its critical path. */
export class FollowedWaits implements RolloutWaits {
  readonly #workload: Workload
  readonly #start: SimTime
  readonly #knowledge: WaitKnowledge
  readonly #path: RolloutPath
  /** By place in `POD_PARTS`. */
  readonly #waited = new Float64Array(POD_PARTS.length)
  readonly #longest = new LongestWaits()

  /** `change` is that of the spec, which began it at `start`. */
  constructor(workload: Workload, start: SimTime, change: StoredChange, knowledge: WaitKnowledge) {
    const { meter } = knowledge
    this.#workload = workload
    this.#start = start
    this.#knowledge = knowledge
    this.#path = new RolloutPath(start, meter.lagOf(change), meter)
  }

  created(life: PodLife, now: SimTime): void {
    this.#path.created(life, now)
  }

  deleted(life: PodLife, now: SimTime): void {
    this.#path.deleted(life, now)
  }

  ended(life: PodLife, change: StoredChange, now: SimTime): void {
    const { parts, meter } = this.#knowledge
    this.#path.ended(life, parts.splitEnd(life, now), now, meter.lagOf(change))
  }

  ready(life: PodLife, change: StoredChange | undefined, now: SimTime): void {
    const { parts, meter } = this.#knowledge
    this.#path.ready(life, parts.split(life, now), now, meter.lagOf(change))
  }

  available(life: PodLife, change: StoredChange | undefined, now: SimTime): void {
    const { parts, meter } = this.#knowledge
    this.#path.available(life, parts.split(life, now), now, meter.lagOf(change))
  }

  /** What the pod waited before the rollout does not count. */
  partEnded(life: PodLife, since: SimTime, now: SimTime): void {
    this.#add(life, since, now)
    if (life.part === PART.serve) return
    const from = Math.max(since, this.#start) as SimTime
    if (this.#longest.wouldKeep(now - from)) this.#longest.keep(this.#describe(life, from, now))
  }

  gone(life: PodLife, change: StoredChange, now: SimTime): void {
    const { parts, meter } = this.#knowledge
    this.#path.gone(life, parts.splitEnd(life, now), now, meter.lagOf(change))
  }

  done(now: SimTime): void {
    this.#path.done(now)
  }

  close(isDone: boolean, now: SimTime): WaitReport {
    if (!isDone) this.#addUnended(now)
    const path = this.#path.end ?? this.#pathSoFar(now)
    return {
      waited: Object.fromEntries(
        POD_PARTS.map(({ name }, part) => [name, this.#waited[part]]),
      ) as Record<PodPart, Duration>,
      criticalPath: path.waits,
      longestWaits: this.#longest.all,
      stillWaiting: isDone ? [] : this.#stillWaiting(now),
    }
  }

  /** Adds what a pod waited, with the part of its life that it is in. */
  #add(life: PodLife, since: SimTime, now: SimTime): void {
    if (life.part < 0) return
    const { finer } = this.#knowledge
    finer.add(life, life.part, now - Math.max(since, this.#start), this.#waited)
    this.#waited[PART.serve] = 0
  }

  #addUnended(now: SimTime): void {
    const { lives } = this.#knowledge
    for (const life of lives.of(this.#workload)) this.#add(life, lives.partSince(life), now)
  }

  /** How far a rollout has come that did not get done: to the pod that has waited longest. */
  #pathSoFar(now: SimTime): CriticalPath {
    const { lives, parts } = this.#knowledge
    let first: PodLife | undefined
    for (const life of lives.of(this.#workload)) {
      if (life.part === PART.serve) continue
      if (first === undefined || lives.partSince(life) < lives.partSince(first)) first = life
    }
    return this.#path.soFar(first, now, (life) => parts.split(life, now))
  }

  #stillWaiting(now: SimTime): readonly PodWait[] {
    const { lives } = this.#knowledge
    return [...lives.of(this.#workload)]
      .filter(({ part }) => part !== PART.serve)
      .map((life) => this.#describe(life, lives.partSince(life), now))
      .sort((one, other) => one.since - other.since)
      .slice(0, STILL_WAITING_MAX)
  }

  /** What a pod waited for, in words. */
  #describe(life: PodLife, since: SimTime, now: SimTime): PodWait {
    const { identity, nodeName } = life.pod
    const part = this.#knowledge.finer.longest(life, life.part, now - since)
    return {
      pod: identity.name,
      node: nodeName,
      part: (POD_PARTS[part] as (typeof POD_PARTS)[number]).name,
      since,
      duration: (now - since) as Duration,
    }
  }
}
