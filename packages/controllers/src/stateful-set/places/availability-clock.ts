import {
  type ApiTime,
  type Behaviours,
  type Duration,
  type Pod,
  START,
  type SimTime,
  UNSET,
  fromApiTime,
} from '@seatrial/core'
import { RipeningQueue } from '../../runtime/ripening-queue.ts'

/** The second of a Ready pod that is available as soon as it is Ready. */
const AT_ONCE = UNSET

/** The second of a pod that does not become available unless something happens to it. */
const NEVER = Infinity as ApiTime

/**
 * Tells which pods are available (STS-P2, STS-P3), and keeps the places of those that are Ready already and
 * only have to stay so, by the second at which it is long enough.
 */
export class AvailabilityClock {
  readonly #comparison: Behaviours['availabilityComparison']
  readonly #ripening = new RipeningQueue()
  #minReadySeconds = 0
  #now = START

  constructor({ availabilityComparison }: Pick<Behaviours, 'availabilityComparison'>) {
    this.#comparison = availabilityComparison
  }

  /** Forgets all places. */
  restart(minReadySeconds: number): void {
    this.#minReadySeconds = minReadySeconds
    this.#ripening.clear()
  }

  /** Sets the clock; `takeRipe` then gives the places whose pods have become available. */
  advanceTo(now: SimTime): void {
    this.#now = now
  }

  isAvailable(pod: Pod): boolean {
    return this.#isReached(this.#secondOf(pod))
  }

  /** The same, and remembers the place if the pod will be available by the mere passing of time. */
  follow(place: number, pod: Pod): boolean {
    const second = this.#secondOf(pod)
    if (second === NEVER) return false
    if (this.#isReached(second)) return true
    this.#ripening.add(second, place)
    return false
  }

  /** A place whose pod may have become available, to be looked at again; −1 when there is none left. */
  takeRipe(): number {
    const second = this.#ripening.firstSecond
    return second !== undefined && this.#isReached(second) ? this.#ripening.takePlace() : -1
  }

  /** How long from `now` until the pod becomes available by the clock; `Infinity` if it does not. */
  untilAvailable(pod: Pod, now: SimTime): Duration {
    const second = this.#secondOf(pod)
    const wait = (second === NEVER ? Infinity : fromApiTime(second) - now) as Duration
    return wait > 0 ? wait : (Infinity as Duration)
  }

  /** How long from `now` until a pod of a followed place does; `Infinity` when none does. */
  untilNext(pods: readonly (Pod | undefined)[], now: SimTime): Duration {
    for (;;) {
      const second = this.#ripening.firstSecond
      if (second === undefined) return Infinity as Duration
      const place = this.#ripening.takePlace()
      const pod = pods[place]
      if (pod === undefined || this.#secondOf(pod) !== second) continue
      this.#ripening.add(second, place)
      return (fromApiTime(second) - now) as Duration
    }
  }

  /** The second from which the pod is available. A Ready pod that does not tell since when never is. */
  #secondOf(pod: Pod): ApiTime {
    if (pod.ready !== 'True') return NEVER
    if (this.#minReadySeconds === 0) return AT_ONCE
    if (pod.readyTransitionTime === UNSET) return NEVER
    return (pod.readyTransitionTime + this.#minReadySeconds) as ApiTime
  }

  #isReached(second: ApiTime): boolean {
    const time = fromApiTime(second)
    return this.#comparison === '<' ? time < this.#now : time <= this.#now
  }
}
