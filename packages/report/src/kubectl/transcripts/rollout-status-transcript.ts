import type { JsonObject, WallTime } from '@seatrial/core'
import type { PrintedKind } from '../printed-kind.ts'
import { metadataOf } from '../printed-objects.ts'
import type { RolloutStatusRequest } from '../request/print-request.ts'
import { rolloutStatus } from '../rollout-status.ts'
import { notFound } from './get-transcript.ts'
import { isNamed } from './object-filter.ts'
import type { ObjectsByKind, PrintedChange, TranscriptPrinter } from './transcript-printer.ts'

/** How far the command has come. */
type FollowState =
  | { readonly type: 'absent' }
  /** The set was done before anybody has changed it. */
  | { readonly type: 'settled'; readonly generation: number | undefined; readonly text: string }
  | { readonly type: 'waiting' }
  | { readonly type: 'ended' }

const ENDED: FollowState = { type: 'ended' }

/**
 * `kubectl rollout status KIND/NAME`: a line at the start and at each change, until the rollout is
 * done. Unlike kubectl it waits for a set that is not there yet, and for the change of a set that is
 * done already, so that a creation and what a run changes at its start can be followed.
 */
export class RolloutStatusTranscript implements TranscriptPrinter {
  readonly kinds: readonly PrintedKind[]
  readonly #request: RolloutStatusRequest
  #state: FollowState = { type: 'absent' }
  #deadline: number = Infinity

  constructor(request: RolloutStatusRequest) {
    this.kinds = [request.kind]
    this.#request = request
  }

  start(objects: ObjectsByKind, now: WallTime): string {
    const set = objects[this.#request.kind]?.find((object) => isNamed(object, this.#request))
    const status = set === undefined ? undefined : rolloutStatus(this.#request.kind, set)
    if (set !== undefined && status?.type === 'text' && status.done) {
      this.#state = { type: 'settled', generation: metadataOf(set).generation, text: status.text }
      return ''
    }
    this.#startClock(now)
    return set === undefined ? '' : this.#print(set)
  }

  change({ type, kind, object, now }: PrintedChange): string {
    if (now >= this.#deadline) return this.#giveUp()
    if (this.#state.type === 'ended' || kind !== this.#request.kind) return ''
    if (!isNamed(object, this.#request)) return ''
    if (this.#state.type === 'settled') {
      // Only what people change has a generation of its own.
      const isChanged = metadataOf(object).generation !== this.#state.generation
      if (type === 'MODIFIED' && !isChanged) return ''
      this.#startClock(now)
    }
    if (type !== 'DELETED') return this.#print(object)
    this.#state = ENDED
    return 'error: object has been deleted\n'
  }

  end(_objects: ObjectsByKind, now: WallTime): string {
    if (this.#state.type === 'settled') return this.#state.text
    if (now >= this.#deadline) return this.#giveUp()
    return this.#state.type === 'absent' ? notFound(this.#request.kind, this.#request.name) : ''
  }

  #startClock(now: WallTime): void {
    this.#deadline = now + (this.#request.timeout ?? Infinity)
  }

  /** The time is over; nothing is said of an end that has come before. */
  #giveUp(): string {
    if (this.#state.type === 'ended') return ''
    this.#state = ENDED
    return 'error: timed out waiting for the condition\n'
  }

  #print(set: JsonObject): string {
    const status = rolloutStatus(this.#request.kind, set)
    const isEnd = status.type === 'error' || status.done
    this.#state = isEnd ? ENDED : { type: 'waiting' }
    return status.type === 'error' ? `error: ${status.message}\n` : status.text
  }
}
