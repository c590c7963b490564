import type { JsonObject } from '@seatrial/core'

/** An answer of the API server that is forced (statefulset-decisions.md). */
export interface ForcedFailure {
  readonly verb: string
  readonly resource: string
  readonly name?: string
  readonly reason: string
  /** Only the first so many matching writes; absent means all. */
  readonly times?: number
}

/** What is given of a recorded sync. */
export interface DecisionGiven {
  readonly now: string
  readonly featureGates?: Readonly<Record<string, boolean>>
  readonly set: JsonObject
  /** What the API server holds in the set's place; absent: the same set. */
  readonly live?: 'deleting' | 'otherUID' | 'gone'
  readonly revisions?: readonly JsonObject[]
  /** `literal`: every version sees the bytes given; absent: 1.33 sees its own form of them. */
  readonly dataForm?: 'literal'
  readonly pods?: readonly JsonObject[]
  readonly claims?: readonly JsonObject[]
  readonly failures?: readonly ForcedFailure[]
}
