import type { PrintedKind } from '../printed-kind.ts'
import type { RolloutStatusRequest } from '../request/print-request.ts'
import { rolloutStatus } from '../rollout-status.ts'
import { FinalTranscript } from './final-transcript.ts'
import { notFound } from './get-transcript.ts'
import { isNamed } from './object-filter.ts'
import type { ObjectsByKind } from './transcript-printer.ts'

/** `kubectl rollout status KIND/NAME --watch=false`: how far a rollout has come; asked for once, at the end. */
export class SingleRolloutStatusTranscript extends FinalTranscript {
  override readonly kinds: readonly PrintedKind[]
  readonly #request: RolloutStatusRequest

  constructor(request: RolloutStatusRequest) {
    super()
    this.kinds = [request.kind]
    this.#request = request
  }

  override end(objects: ObjectsByKind): string {
    const { kind, name } = this.#request
    const set = objects[kind]?.find((object) => isNamed(object, this.#request))
    if (set === undefined) return notFound(kind, name)
    const status = rolloutStatus(kind, set)
    return status.type === 'error' ? `error: ${status.message}\n` : status.text
  }
}
