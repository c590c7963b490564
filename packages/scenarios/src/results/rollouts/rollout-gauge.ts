import type { SimTime } from '@seatrial/core'
import type { Workload } from '../workloads/workload.ts'
import { RolloutCurve } from './rollout-curve.ts'

/**
 * Sums up how a workload stands while a rollout lasts. It is read when an instant is over; between two
 * readings the workload stood as at the first.
 */
export class RolloutGauge {
  readonly curve: RolloutCurve
  readonly #quorumOf: (desired: number) => number | undefined
  #desired = 0
  #readyPodTimeLost = 0
  #minimumReady = Infinity
  #maximumUnavailable = 0
  #timeBelowQuorum = 0
  #timeUnavailableInTwoZones = 0
  #peakSurge = 0
  /** The last reading, and what held from then on. */
  #time: SimTime
  #missing = 0
  #isBelowQuorum = false
  #isLackingInTwoZones = false

  constructor(start: SimTime, quorumOf: (desired: number) => number | undefined) {
    this.curve = new RolloutCurve(start)
    this.#time = start
    this.#quorumOf = quorumOf
  }

  /** How many pods the workload is to have. */
  get desired(): number {
    return this.#desired
  }

  get readyPodTimeLost(): number {
    return this.#readyPodTimeLost
  }

  get minimumReady(): number {
    return this.#minimumReady
  }

  get maximumUnavailable(): number {
    return this.#maximumUnavailable
  }

  get timeBelowQuorum(): number {
    return this.#timeBelowQuorum
  }

  get timeUnavailableInTwoZones(): number {
    return this.#timeUnavailableInTwoZones
  }

  /** The most running pods beyond the desired ones: what has ended needs no room any more. */
  get peakSurge(): number {
    return this.#peakSurge
  }

  /** Reads how the workload stands. */
  read(workload: Workload, time: SimTime): void {
    this.advance(time)
    this.curve.read(workload, time)
    const { desired, ready, unavailable, running } = workload
    this.#desired = desired
    this.#missing = Math.max(0, desired - ready)
    this.#minimumReady = Math.min(this.#minimumReady, ready)
    this.#maximumUnavailable = Math.max(this.#maximumUnavailable, unavailable)
    this.#peakSurge = Math.max(this.#peakSurge, running - desired)
    this.#isBelowQuorum = ready < (this.#quorumOf(desired) ?? 0)
    this.#isLackingInTwoZones = workload.places.zonesLacking >= 2
  }

  /** Nothing has changed since the last reading. */
  advance(time: SimTime): void {
    this.curve.advance(time)
    const elapsed = time - this.#time
    this.#time = time
    this.#readyPodTimeLost += elapsed * this.#missing
    if (this.#isBelowQuorum) this.#timeBelowQuorum += elapsed
    if (this.#isLackingInTwoZones) this.#timeUnavailableInTwoZones += elapsed
  }
}
