import { type SimTime, seconds } from '@seatrial/core'

/** The worst of one stretch of a rollout, which ends where that of the next point begins. */
export interface CurvePoint {
  readonly time: SimTime
  /** The fewest ready pods. */
  readonly ready: number
  /** The most desired pods that were unavailable. */
  readonly unavailable: number
  /** Pods of the update revision at its end. */
  readonly updated: number
}

/** What a curve is drawn of. */
export type Standing = Omit<CurvePoint, 'time'>

const POINTS_MAX = 256
const SHORTEST = seconds(1)

/**
 * How a workload stood while a rollout lasted, in few points: stretches of equal length, which becomes
 * twice as long whenever there would be too many of them. So it costs the same for any rollout, and no
 * dip is lost.
 */
export class RolloutCurve {
  readonly #start: SimTime
  readonly #stretches: Stretch[] = []
  #length: number = SHORTEST
  /** How the workload stands since the last reading. */
  readonly #held: Stretch = { ready: 0, unavailable: 0, updated: 0 }
  #hasReading = false

  constructor(start: SimTime) {
    this.#start = start
  }

  get points(): readonly CurvePoint[] {
    return this.#stretches.map((worst, index) => ({
      time: (this.#start + index * this.#length) as SimTime,
      ...worst,
    }))
  }

  /** Reads how the workload stands from now on. */
  read({ ready, unavailable, updated }: Standing, time: SimTime): void {
    this.advance(time)
    this.#held.ready = ready
    this.#held.unavailable = unavailable
    this.#held.updated = updated
    this.#hasReading = true
    const stretch = this.#stretches[this.#indexAt(time)]
    if (stretch === undefined) this.advance(time)
    else takeWorst(stretch, this.#held)
  }

  /** Nothing has changed since the last reading. */
  advance(time: SimTime): void {
    while (this.#indexAt(time) >= POINTS_MAX) this.#halve()
    if (!this.#hasReading) return
    while (this.#stretches.length <= this.#indexAt(time)) this.#stretches.push({ ...this.#held })
  }

  #indexAt(time: SimTime): number {
    return Math.floor((time - this.#start) / this.#length)
  }

  #halve(): void {
    this.#length *= 2
    const count = Math.ceil(this.#stretches.length / 2)
    for (let index = 0; index < count; index++) {
      const first = this.#stretches[2 * index] as Stretch
      const second = this.#stretches[2 * index + 1]
      if (second !== undefined) takeWorst(first, second)
      this.#stretches[index] = first
    }
    this.#stretches.length = count
  }
}

interface Stretch {
  ready: number
  unavailable: number
  updated: number
}

function takeWorst(stretch: Stretch, later: Stretch): void {
  stretch.ready = Math.min(stretch.ready, later.ready)
  stretch.unavailable = Math.max(stretch.unavailable, later.unavailable)
  stretch.updated = later.updated
}
