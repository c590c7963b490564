import type { Pod } from '@seatrial/core'
import { ClaimWork } from './claim-work.ts'
import { PodTask } from './pod-task.ts'
import type { StageContext } from '../stages/stage-context.ts'
import type { StatefulSetSync } from '../stateful-set-sync.ts'

/** Gives the claims of a condemned pod the owners that the retention policy wants. */
export class ClaimOwnership extends PodTask {
  readonly #work: ClaimWork

  constructor(
    sync: StatefulSetSync,
    context: StageContext,
    { pod, ordinal }: { readonly pod: Pod; readonly ordinal: number },
  ) {
    super(sync, context, ordinal)
    const { claims } = sync.setRecord.slots
    this.#work = new ClaimWork(this, claims, claims.userOf(ordinal, pod, true))
  }

  advance(): boolean {
    const progress = this.#work.own(this.answer)
    this.hasFailed = progress === 'failed'
    return progress !== 'waiting'
  }
}
