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
  readonly #stretches: Standing[] = []
  #length: number = SHORTEST
  /** How the workload stands since the last reading. */
  #held: Standing | undefined

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
    const standing = { ready, unavailable, updated }
    this.#held ??= standing
    this.advance(time)
    this.#held = standing
    const index = this.#indexAt(time)
    this.#stretches[index] = worseOf(this.#stretches[index] as Standing, standing)
  }

  /** Nothing has changed since the last reading. */
  advance(time: SimTime): void {
    while (this.#indexAt(time) >= POINTS_MAX) this.#halve()
    if (this.#held === undefined) return
    while (this.#stretches.length <= this.#indexAt(time)) this.#stretches.push(this.#held)
  }

  #indexAt(time: SimTime): number {
    return Math.floor((time - this.#start) / this.#length)
  }

  #halve(): void {
    this.#length *= 2
    const count = Math.ceil(this.#stretches.length / 2)
    for (let index = 0; index < count; index++) {
      const first = this.#stretches[2 * index] as Standing
      const second = this.#stretches[2 * index + 1]
      this.#stretches[index] = second === undefined ? first : worseOf(first, second)
    }
    this.#stretches.length = count
  }
}

function worseOf(earlier: Standing, later: Standing): Standing {
  return {
    ready: Math.min(earlier.ready, later.ready),
    unavailable: Math.max(earlier.unavailable, later.unavailable),
    updated: later.updated,
  }
}
