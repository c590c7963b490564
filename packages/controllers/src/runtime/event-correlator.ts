import { type Duration, type SimTime, minutes } from '@seatrial/core'
import type { EventObject } from './event-recorder.ts'

/** Events with more different messages than this are written as one, "combined from similar events". */
const SIMILAR_MESSAGES_MAX = 10

/** Similar Events are forgotten when none came for so long. */
const SIMILARITY_WINDOW: Duration = minutes(10)

const BURST_PER_OBJECT = 25
const REFILL_PERIOD: Duration = minutes(5)

/** Nothing yet, or nothing any more: where a similarity or a refill begins. */
const LONG_AGO = -Infinity as SimTime

/**
 * Decides how an Event is written, as client-go's correlator does:
 * - the same Event again is a patch of the first one, which counts up;
 * - from the 10th message on, Events of one object and reason become one combined Event;
 * - an object gets 25 writes at once and one more every 5 minutes; the rest is dropped.
 *
 * A dropped Event leaves no trace here, so that a chatty object costs little.
 */
export class EventCorrelator {
  readonly #objects = new Map<string, ObjectEvents>()

  /** The write that the Event takes; undefined when it is dropped. */
  correlate(event: EventObject, now: SimTime): 'create' | 'patch' | undefined {
    let object = this.#objects.get(event.about.uid)
    if (object === undefined) {
      object = new ObjectEvents()
      this.#objects.set(event.about.uid, object)
    }
    return object.takeToken(now) ? object.write(event, now) : undefined
  }
}

/** What has been written about one object. */
class ObjectEvents {
  readonly #groups = new Map<string, SimilarEvents>()
  #takenCount = 0
  #refilledAt: SimTime = LONG_AGO

  /** True when the object may have one more write. */
  takeToken(now: SimTime): boolean {
    this.#refill(now)
    if (this.#takenCount >= BURST_PER_OBJECT) return false
    this.#takenCount++
    return true
  }

  write(event: EventObject, now: SimTime): 'create' | 'patch' {
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
  /** Messages that came within the window; never more than one less than the maximum. */
  readonly #recent = new Set<string>()
  readonly #written = new Set<string>()
  #lastAt: SimTime = LONG_AGO
  #isCombined = false

  write(message: string, now: SimTime): 'create' | 'patch' {
    if (now - this.#lastAt > SIMILARITY_WINDOW) this.#recent.clear()
    this.#lastAt = now
    if (!this.#recent.has(message)) {
      if (this.#recent.size + 1 >= SIMILAR_MESSAGES_MAX) return this.#writeCombined()
      this.#recent.add(message)
    }
    if (this.#written.has(message)) return 'patch'
    this.#written.add(message)
    return 'create'
  }

  #writeCombined(): 'create' | 'patch' {
    if (this.#isCombined) return 'patch'
    this.#isCombined = true
    return 'create'
  }
}
