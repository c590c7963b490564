import { type Duration, type SimTime } from '@seatrial/core'
import { POD_PARTS, type PodPart } from '../pods/pod-stages.ts'
import type { WriteTimes } from './wait-meter.ts'

/** What a rollout waits for while no pod is on its way, besides the parts of pods' lives. */
const CONTROL_WAITS = [
  { name: 'watch', meaning: 'until the controller saw what had happened' },
  { name: 'worker', meaning: 'until one of its workers was free for it' },
  { name: 'recheck', meaning: 'until it looked again at what only the clock had changed' },
  {
    name: 'controller',
    meaning: 'earlier steps of the same pass, each an answer of the API server',
  },
  { name: 'outside', meaning: 'until somebody else than the controller did something' },
] as const

/** All that the time of a rollout is spent with. The limits of a client and the API come from pods, too. */
export const ROLLOUT_WAITS: readonly {
  readonly name: PodPart | (typeof CONTROL_WAITS)[number]['name']
  readonly meaning: string
}[] = [...POD_PARTS, ...CONTROL_WAITS]

/** What the time of a rollout is spent with. */
export type RolloutWait = (typeof ROLLOUT_WAITS)[number]['name']

const PLACE = Object.fromEntries(ROLLOUT_WAITS.map(({ name }, place) => [name, place])) as Readonly<
  Record<RolloutWait, number>
>

/**
 * How a rollout came to an instant: the chain of waits, each of which could only begin when the one
 * before was over, that led there. A value; going on makes a new one.
 *
 * Invariant: the waits add up to the time from the start of the rollout to that instant.
 */
export class CriticalPath {
  readonly time: SimTime
  /** How long what happened at that instant takes to the controller; undefined when the clock brought it. */
  readonly #lag: Duration | undefined
  /** By place in `ROLLOUT_WAITS`. A list: typed arrays of this size live outside of the young heap. */
  readonly #spent: readonly number[]

  private constructor(time: SimTime, lag: Duration | undefined, spent: readonly number[]) {
    this.time = time
    this.#lag = lag
    this.#spent = spent
  }

  static startingAt(start: SimTime, lag: Duration | undefined): CriticalPath {
    return new CriticalPath(start, lag, new Array<number>(ROLLOUT_WAITS.length).fill(0))
  }

  /** What was waited for how long. */
  get waits(): Readonly<Record<RolloutWait, Duration>> {
    return Object.fromEntries(
      ROLLOUT_WAITS.map(({ name }, place) => [name, this.#spent[place]]),
    ) as Record<RolloutWait, Duration>
  }

  /**
   * Goes on until `now` by what a pod did: `parts` by place in `POD_PARTS`, of which the last ones count
   * as far as the time reaches.
   */
  along(parts: Float64Array, now: SimTime, lag: Duration | undefined): CriticalPath {
    const spent = this.#spent.slice()
    let left = now - this.time
    for (let part = POD_PARTS.length - 1; part >= 0 && left > 0; part--) {
      const taken = Math.min(left, parts[part] as number)
      spend(spent, part, taken)
      left -= taken
    }
    spend(spent, PLACE.outside, left)
    return new CriticalPath(now, lag, spent)
  }

  /** Goes on until `now`, when a request takes effect; without one, whatever it was came from outside. */
  byWrite(write: WriteTimes | undefined, now: SimTime): CriticalPath {
    const spent = this.#spent.slice()
    if (write === undefined) {
      spend(spent, PLACE.outside, now - this.time)
      return new CriticalPath(now, NOTHING, spent)
    }
    const queued = Math.min(now, Math.max(this.time, write.queuedSince))
    if (this.#lag === undefined) {
      spend(spent, PLACE.recheck, queued - this.time)
    } else {
      const seen = Math.min(this.time + this.#lag, queued)
      spend(spent, PLACE.watch, seen - this.time)
      spend(spent, PLACE.outside, queued - seen)
    }
    const working = Math.min(now, Math.max(queued, write.workingSince))
    const asked = Math.min(now, Math.max(working, write.askedAt))
    const sent = Math.min(now, Math.max(asked, write.sentAt))
    spend(spent, PLACE.worker, working - queued)
    spend(spent, PLACE.controller, asked - working)
    spend(spent, PLACE.throttled, sent - asked)
    spend(spent, PLACE.api, now - sent)
    return new CriticalPath(now, NOTHING, spent)
  }
}

const NOTHING = 0 as Duration

function spend(spent: number[], place: number, duration: number): void {
  spent[place] = (spent[place] as number) + duration
}
