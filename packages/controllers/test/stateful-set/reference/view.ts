import type {
  ApiResult,
  Behaviours,
  ControllerRevision,
  PersistentVolumeClaim,
  Pod,
  RefusalReason,
  SimTime,
  StatefulSet,
} from '@seatrial/core'

/** All that a pass of the controller can see, as it stands when the pass begins. */
export interface View {
  readonly set: StatefulSet
  /** Of the set's namespace, in the order in which the cache has them. */
  readonly pods: readonly Pod[]
  readonly revisions: readonly ControllerRevision[]
  readonly claims: readonly PersistentVolumeClaim[]
  readonly now: SimTime
  readonly behaviours: Behaviours
}

/** A request of the reference, told in words, and what it carries. */
export interface Asked {
  readonly verb: string
  readonly resource: string
  readonly name: string
  /** What is compared with the controller's request. */
  readonly content?: unknown
}

/** Answers the reference's requests as the controller's were answered. */
export interface Oracle {
  answer(asked: Asked): ApiResult
}

/** A request was refused, and nobody goes on from there. */
export class RefusedError extends Error {
  readonly reason: RefusalReason | 'Other'

  constructor(reason: RefusalReason | 'Other') {
    super(reason)
    this.name = 'RefusedError'
    this.reason = reason
  }
}

/** What a pass comes to, its requests aside. */
export interface Outcome {
  readonly hasFailed: boolean
  /** Microseconds; undefined when the set is not queued again by the pass. */
  readonly requeueAfter: number | undefined
}
