import { type Duration, type SimTime, minutes } from '@seatrial/core'
import type { EventObject } from './event-recorder.ts'

/** The message with which Events begin to be written as one, "combined from similar events". */
const SIMILAR_MESSAGES_MAX = 10

/** Similar Events are forgotten when none came for so long. */
const SIMILARITY_WINDOW: Duration = minutes(10)

const BURST_PER_OBJECT = 25
const REFILL_PERIOD: Duration = minutes(5)

/** Nothing yet, or nothing any more: where a similarity or a refill begins. */
const LONG_AGO = -Infinity as SimTime

/** How an Event is written: as a new one or upon an earlier one, alone or as one for several. */
export interface EventWrite {
  readonly verb: 'create' | 'patch'
  readonly isCombined: boolean
}

const CREATE: EventWrite = { verb: 'create', isCombined: false }
const PATCH: EventWrite = { verb: 'patch', isCombined: false }
const CREATE_COMBINED: EventWrite = { verb: 'create', isCombined: true }
const PATCH_COMBINED: EventWrite = { verb: 'patch', isCombined: true }

/**
 * Decides how an Event is written, as client-go's correlator does:
 * - the same Event again is a patch of the first one, which counts up;
 * - from the 10th message on, Events of one object and reason become one combined Event;
 * - an object gets 25 writes of a component at once and one more every 5 minutes; the rest is dropped.
 *
 * A dropped Event leaves no trace here, so that a chatty object costs little.
 */
export class EventCorrelator {
  readonly #objects = new Map<string, ObjectEvents>()

  /** False when an Event about this object would be dropped now. */
  hasToken(event: EventObject, now: SimTime): boolean {
    return this.#objectOf(event).hasToken(now)
  }

  /** The write that the Event takes; undefined when it is dropped. */
  correlate(event: EventObject, now: SimTime): EventWrite | undefined {
    return this.#objectOf(event).write(event, now)
  }

  #objectOf({ about, component }: EventObject): ObjectEvents {
    const key = component === undefined ? about.uid : `${component}/${about.uid}`
    let object = this.#objects.get(key)
    if (object === undefined) {
      object = new ObjectEvents()
      this.#objects.set(key, object)
    }
    return object
  }
}

/** What has been written about one object. */
class ObjectEvents {
  readonly #groups = new Map<string, SimilarEvents>()
  #takenCount = 0
  #refilledAt: SimTime = LONG_AGO

  /** True when the object may have one more write. */
  hasToken(now: SimTime): boolean {
    this.#refill(now)
    return this.#takenCount < BURST_PER_OBJECT
  }

  write(event: EventObject, now: SimTime): EventWrite | undefined {
    if (!this.hasToken(now)) return undefined
    this.#takenCount++
    const key = `${event.type}/${event.reason}`
    let group = this.#groups.get(key)
    if (group === undefined) {
      group = new SimilarEvents()
      this.#groups.set(key, group)
    }
    return group.write(event.message, now)
  }

  #refill(now: SimTime): void {
    if (this.#takenCount === 0) {
      this.#refilledAt = now
      return
    }
    const refills = Math.floor((now - this.#refilledAt) / REFILL_PERIOD)
    this.#takenCount = Math.max(0, this.#takenCount - refills)
    this.#refilledAt = (this.#refilledAt + refills * REFILL_PERIOD) as SimTime
  }
}

/** Events of one object, type and reason. */
class SimilarEvents {
  /** Messages that came within the window, at most one less than the maximum. */
  readonly #recent = new Set<string>()
  readonly #written = new Set<string>()
  #lastAt: SimTime = LONG_AGO
  #isCombined = false

  write(message: string, now: SimTime): EventWrite {
    if (now - this.#lastAt > SIMILARITY_WINDOW) this.#recent.clear()
    this.#lastAt = now
    this.#recent.add(message)
    if (this.#recent.size >= SIMILAR_MESSAGES_MAX) return this.#writeCombined()
    if (this.#written.has(message)) return PATCH
    this.#written.add(message)
    return CREATE
  }

  /** Makes room for another message. The real one drops any of them, ours the oldest. */
  #writeCombined(): EventWrite {
    for (const oldest of this.#recent) {
      this.#recent.delete(oldest)
      break
    }
    if (this.#isCombined) return PATCH_COMBINED
    this.#isCombined = true
    return CREATE_COMBINED
  }
}
