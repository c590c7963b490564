import type { JsonObject, WallTime } from '@seatrial/core'
import type { PrintedKind } from '../printed-kind.ts'
import { metadataOf } from '../printed-objects.ts'
import type { RolloutStatusRequest } from '../request/print-request.ts'
import { rolloutStatus } from '../rollout-status.ts'
import { notFound } from './get-transcript.ts'
import type { ObjectsByKind, PrintedChange, TranscriptPrinter } from './transcript-printer.ts'

/**
 * `kubectl rollout status KIND/NAME`: a line at the start and at each change, until the rollout is
 * done. Unlike kubectl it waits for a set that is not there yet, so that a creation can be followed.
 */
export class RolloutStatusTranscript implements TranscriptPrinter {
  readonly kinds: readonly PrintedKind[]
  readonly #request: RolloutStatusRequest
  #state: 'absent' | 'waiting' | 'ended' = 'absent'
  #deadline: number = Infinity

  constructor(request: RolloutStatusRequest) {
    this.kinds = [request.kind]
    this.#request = request
  }

  start(objects: ObjectsByKind, now: WallTime): string {
    this.#deadline = now + (this.#request.timeout ?? Infinity)
    const set = objects[this.#request.kind]?.find((object) => this.#isMeant(object))
    return set === undefined ? '' : this.#print(set)
  }

  change({ type, kind, object, now }: PrintedChange): string {
    if (now >= this.#deadline) return this.#giveUp()
    if (this.#state === 'ended' || kind !== this.#request.kind || !this.#isMeant(object)) return ''
    if (type !== 'DELETED') return this.#print(object)
    this.#state = 'ended'
    return 'error: object has been deleted\n'
  }

  end(_objects: ObjectsByKind, now: WallTime): string {
    if (now >= this.#deadline) return this.#giveUp()
    return this.#state === 'absent' ? notFound(this.#request.kind, this.#request.name) : ''
  }

  /** The time is over; nothing is said of an end that has come before. */
  #giveUp(): string {
    if (this.#state === 'ended') return ''
    this.#state = 'ended'
    return 'error: timed out waiting for the condition\n'
  }

  #isMeant(object: JsonObject): boolean {
    const { namespace, name } = metadataOf(object)
    return namespace === this.#request.namespace && name === this.#request.name
  }

  #print(set: JsonObject): string {
    const status = rolloutStatus(this.#request.kind, set)
    const isEnd = status.type === 'error' || status.done
    this.#state = isEnd ? 'ended' : 'waiting'
    return status.type === 'error' ? `error: ${status.message}\n` : status.text
  }
}
