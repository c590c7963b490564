import {
  type ApiResult,
  type ControllerRevision,
  type LabelSelector,
  type StatefulSet,
  type StatefulSetCondition,
  type StatefulSetStatus,
  compileLabelSelector,
} from '@seatrial/core'
import type { Counts, Member } from './pod-rules.ts'
import { type Asked, type Oracle, RefusedError, type View } from './view.ts'

/** What a reference pass knows at each moment. */
export class Pass {
  readonly view: View
  readonly set: StatefulSet
  readonly selector: LabelSelector
  claimed: readonly Member[] = []
  readonly slots: Member[] = []
  /** From the highest ordinal down. */
  readonly condemned: Member[] = []
  history: readonly ControllerRevision[] = []
  /** Names; '' while they are not known. */
  current = ''
  update = ''
  collisionCount = 0
  conditions: readonly StatefulSetCondition[] = []
  counts: Counts | undefined
  replaced = 0
  firstUnavailable: Member | undefined
  status: StatefulSetStatus | undefined
  readonly #oracle: Oracle

  constructor(view: View, oracle: Oracle) {
    this.view = view
    this.set = view.set
    this.selector = compileLabelSelector(view.set.spec.selector)
    this.#oracle = oracle
  }

  get isMonotonic(): boolean {
    return this.set.spec.podManagementPolicy !== 'Parallel'
  }

  ask(asked: Asked): ApiResult {
    return this.#oracle.answer(asked)
  }

  /** The object that the answer carries. Throws `RefusedError` when there is none. */
  must(asked: Asked): unknown {
    const result = this.ask(asked)
    if (result.type === 'refused') throw new RefusedError(result.reason)
    return result.object
  }
}
