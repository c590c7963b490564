import type { Duration, SimTime } from '@seatrial/core'
import type { PodLife } from '../pods/pod-life.ts'
import { CriticalPath } from './critical-path.ts'
import type { WaitMeter } from './wait-meter.ts'

/**
 * Follows the chain of waits by which a rollout goes on. A pod that is replaced had to wait for the last one
 * that had become available or was lost; one that is made in the place of another, for the end of that;
 * any other for whatever happened last. A StatefulSet is rolled out when its last pod is ready, which may
 * be before it is available.
 */
export class RolloutPath {
  readonly #meter: WaitMeter
  readonly #start: CriticalPath
  /** By the number of a pod: how it was come to its creation, or to its deletion. */
  readonly #onTheWay = new Map<number, CriticalPath>()
  /** By place: how it was come to the end of the pod there. */
  readonly #ended = new Map<number, CriticalPath>()
  /** How it was come to the last pod that became available, or was gone. */
  #latest: CriticalPath
  /** How it was come to where the budget had room for one more. */
  #freed: CriticalPath
  /** How it was come to the last pod that became ready. */
  #ready: CriticalPath
  #end: CriticalPath | undefined

  constructor(start: SimTime, lag: Duration | undefined, meter: WaitMeter) {
    this.#meter = meter
    this.#start = CriticalPath.startingAt(start, lag)
    this.#latest = this.#start
    this.#freed = this.#start
    this.#ready = this.#start
  }

  /** A pod has been made. */
  created({ pod, place }: PodLife, now: SimTime): void {
    const before = this.#ended.get(place) ?? this.#latest
    this.#ended.delete(place)
    this.#onTheWay.set(pod.identity.number, before.byWrite(this.#meter.presentWrite(), now))
  }

  /** Somebody has asked for the deletion of a pod. */
  deleted({ pod, ending }: PodLife, now: SimTime): void {
    const write = this.#meter.presentWrite()
    // Unless the end of a pod woke the controller, which means that it left room.
    const isWoken = ending === 'rollout' && this.#latest.time > (write?.queuedSince ?? 0)
    const before = isWoken ? this.#freed : this.#latest
    this.#onTheWay.set(pod.identity.number, before.byWrite(write, now))
  }

  /** A pod is ready for the first time, and not available yet. */
  ready({ pod }: PodLife, parts: Float64Array, now: SimTime, lag: Duration | undefined): void {
    const before = this.#onTheWay.get(pod.identity.number) ?? this.#start
    this.#ready = before.along(parts, now, lag)
  }

  /** A pod is available for the first time; `parts` is what its life was spent with so far. */
  available(life: PodLife, parts: Float64Array, now: SimTime, lag: Duration | undefined): void {
    this.#latest = this.#along(life, parts, now, lag)
    this.#freed = this.#latest
  }

  /** A deleted pod has ended: a DaemonSet makes its successor now, a StatefulSet when it is gone. */
  ended(life: PodLife, parts: Float64Array, now: SimTime, lag: Duration | undefined): void {
    const before = this.#onTheWay.get(life.pod.identity.number) ?? this.#start
    this.#latest = before.along(parts, now, lag)
    if (life.place >= 0) this.#ended.set(life.place, this.#latest)
  }

  /** A pod is gone. */
  gone(life: PodLife, parts: Float64Array, now: SimTime, lag: Duration | undefined): void {
    this.#latest = this.#along(life, parts, now, lag)
    if (life.place >= 0) this.#ended.set(life.place, this.#latest)
  }

  /** The rollout is over by what is stored now. */
  done(now: SimTime): void {
    const last = this.#ready.time > this.#latest.time ? this.#ready : this.#latest
    this.#end = last.byWrite(this.#meter.presentWrite(), now)
  }

  /** How it was come to the end of the rollout; undefined while it is not over. */
  get end(): CriticalPath | undefined {
    return this.#end
  }

  /** The rollout is not over: it has come as far as a pod that is on its way; without one it stands still. */
  soFar(
    life: PodLife | undefined,
    now: SimTime,
    partsOf: (life: PodLife) => Float64Array,
  ): CriticalPath {
    if (life === undefined) return this.#latest.byWrite(undefined, now)
    return this.#along(life, partsOf(life), now, 0 as Duration)
  }

  #along(
    { pod }: PodLife,
    parts: Float64Array,
    now: SimTime,
    lag: Duration | undefined,
  ): CriticalPath {
    const { number } = pod.identity
    const before = this.#onTheWay.get(number) ?? this.#start
    this.#onTheWay.delete(number)
    return before.along(parts, now, lag)
  }
}
