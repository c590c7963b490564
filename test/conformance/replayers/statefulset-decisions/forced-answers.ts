import {
  type Admission,
  type ApiRequest,
  type ApiResult,
  DONE,
  type RefusalReason,
  refused,
} from '@seatrial/core'
import type { DecisionGiven, ForcedFailure } from './decision-case.ts'
import { resourceLabel } from './recorded-write.ts'

/** Refuses the writes that the case wants refused; the first entry that still matches decides. */
export class ForcedFailures implements Admission {
  readonly #failures: readonly ForcedFailure[]
  readonly #left: number[]

  constructor(failures: readonly ForcedFailure[]) {
    this.#failures = failures
    this.#left = failures.map(({ times }) => times ?? Infinity)
  }

  admit(request: ApiRequest): ApiResult | undefined {
    const index = this.#failures.findIndex(
      (failure, place) => (this.#left[place] ?? 0) > 0 && matches(failure, request),
    )
    const failure = this.#failures[index]
    if (failure === undefined) return undefined
    this.#left[index] = (this.#left[index] ?? 0) - 1
    return refused(failure.reason as RefusalReason, `forced ${failure.reason}`)
  }
}

/** The double's status: nothing about it is checked but that there is a set. */
export class UncheckedStatus implements Admission {
  readonly #live: DecisionGiven['live']

  constructor(live: DecisionGiven['live']) {
    this.#live = live
  }

  admit(request: ApiRequest): ApiResult | undefined {
    if (request.subresource !== 'status') return undefined
    return this.#live === 'gone' ? refused('NotFound', 'there is no such set') : DONE
  }
}

function matches(failure: ForcedFailure, request: ApiRequest): boolean {
  return (
    failure.verb === request.verb &&
    failure.resource === resourceLabel(request) &&
    (failure.name === undefined || failure.name === request.name)
  )
}
