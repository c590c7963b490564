import { type Pod } from '@seatrial/core'
import type { StageContext } from '../stages/stage-context.ts'
import type { StatefulSetSync } from '../stateful-set-sync.ts'
import { ClaimWork } from './claim-work.ts'
import { recordPodEvent } from './pod-events.ts'
import { PodRepair } from './pod-repair.ts'
import { PodTask } from './pod-task.ts'

/** Makes the missing claims of a Pending pod, and gives all of them their owners (STS-S4). */
export class ClaimCompletion extends PodTask {
  readonly #pod: Pod
  readonly #verifies: boolean
  readonly #claims: ClaimWork
  #step: 'claims' | 'owners' = 'claims'

  constructor(
    sync: StatefulSetSync,
    context: StageContext,
    options: { readonly ordinal: number; readonly pod: Pod; readonly verifies: boolean },
  ) {
    super(sync, context, options.ordinal)
    this.#pod = options.pod
    this.#verifies = options.verifies
    const { claims } = sync.setRecord.slots
    this.#claims = new ClaimWork(this, claims, claims.userOf(options.ordinal, options.pod, false))
  }

  advance(): boolean {
    return this.#step === 'claims' ? this.#makeClaims() : this.#ownClaims()
  }

  override followUp(): PodTask | undefined {
    if (!this.#verifies) return undefined
    return new PodRepair(this.sync, this.context, { pod: this.#pod, ordinal: this.ordinal })
  }

  #makeClaims(): boolean {
    const progress = this.#claims.create(this.answer)
    if (progress === 'waiting') return false
    this.hasFailed = progress === 'failed'
    if (this.hasFailed) return true
    this.#step = 'owners'
    this.#claims.restart()
    this.answer = undefined
    return this.#ownClaims()
  }

  #ownClaims(): boolean {
    const progress = this.#claims.own(this.answer)
    if (progress === 'waiting') return false
    if (progress === 'failed') {
      this.hasFailed = true
      const { name } = this.#pod.identity
      recordPodEvent(this.context, this.setRecord, 'update', name, this.#claims.failure)
    }
    return true
  }
}
