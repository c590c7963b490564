import { type Duration, type SimTime, minutes } from '@seatrial/core'

/** Creations and deletions that a controller has asked for and its cache has not shown yet. */
export interface OpenExpectations {
  readonly creates: number
  readonly deletes: number
}

/** After this time a controller no longer waits for what it has not seen. */
const TIMEOUT: Duration = minutes(5)

/**
 * What a controller waits to see before it judges a key again, so that it does not repeat in the next
 * sync what its cache does not show yet.
 *
 * A key is satisfied when both counters are down to 0, when it has no record, or when its record is
 * older than five minutes.
 */
export class Expectations {
  readonly #records = new Map<string, ExpectationRecord>()

  /** Sets both counters, whatever they were. */
  expect(key: string, creates: number, deletes: number, now: SimTime): void {
    this.#records.set(key, { creates, deletes, since: now })
  }

  /** One creation has been seen, or has failed. */
  creationObserved(key: string): void {
    this.lower(key, 1, 0)
  }

  /** One deletion has been seen, or has failed. */
  deletionObserved(key: string): void {
    this.lower(key, 0, 1)
  }

  /** That many are no longer to be waited for. */
  lower(key: string, creates: number, deletes: number): void {
    const record = this.#records.get(key)
    if (record === undefined) return
    record.creates -= creates
    record.deletes -= deletes
  }

  isSatisfied(key: string, now: SimTime): boolean {
    const record = this.#records.get(key)
    if (record === undefined) return true
    return (record.creates <= 0 && record.deletes <= 0) || now - record.since > TIMEOUT
  }

  /** The counters of a key; undefined when nothing was ever expected. */
  of(key: string): OpenExpectations | undefined {
    return this.#records.get(key)
  }

  /** Drops the record of a key. */
  forget(key: string): void {
    this.#records.delete(key)
  }
}

interface ExpectationRecord {
  creates: number
  deletes: number
  readonly since: SimTime
}
