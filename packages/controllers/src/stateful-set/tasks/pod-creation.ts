import { type Pod, type PodToCreate, isRefusedFor } from '@seatrial/core'
import { CLAIMS_MISOWNED } from '../places/claim-facts.ts'
import type { StageContext } from '../stages/stage-context.ts'
import type { StatefulSetSync } from '../stateful-set-sync.ts'
import { ClaimWork } from './claim-work.ts'
import { placeholderOf } from './placeholder.ts'
import { failureOf, recordPodEvent } from './pod-events.ts'
import { PodRepair } from './pod-repair.ts'
import { PodTask } from './pod-task.ts'

/**
 * Makes the pod of a slot: its missing claims first, then the pod, then the owners of the claims that
 * the cache already shows (STS-B2).
 */
export class PodCreation extends PodTask {
  readonly #pod: PodToCreate
  readonly #stored: Pod | undefined
  readonly #why: string
  readonly #verifies: boolean
  readonly #claims: ClaimWork
  #step: 'claims' | 'pod' | 'owners' = 'claims'
  #failure: string | undefined

  constructor(
    sync: StatefulSetSync,
    context: StageContext,
    options: {
      readonly ordinal: number
      readonly pod: PodToCreate
      /** The pod that stands there without a phase, which is created "again". */
      readonly stored: Pod | undefined
      readonly why: string
      /** Afterwards the pod is compared with what the set wants, as under Parallel. */
      readonly verifies: boolean
    },
  ) {
    super(sync, context, options.ordinal)
    this.#pod = options.pod
    this.#stored = options.stored
    this.#why = options.why
    this.#verifies = options.verifies
    const { claims } = sync.setRecord.slots
    this.#claims = new ClaimWork(
      this,
      claims,
      claims.userOf(options.ordinal, options.stored, false),
    )
  }

  advance(): boolean {
    switch (this.#step) {
      case 'claims':
        return this.#makeClaims()
      case 'pod':
        return this.#judgePod()
      case 'owners':
        return this.#ownClaims()
    }
  }

  /** The pod that was made is still compared as one that is not there yet. */
  override followUp(): PodTask | undefined {
    if (!this.#verifies) return undefined
    const { slots } = this.setRecord
    if ((slots.claims.factsOf(this.#claims.user) & CLAIMS_MISOWNED) === 0) return undefined
    const pod = this.#stored ?? placeholderOf(this.#pod, this.sync.set.metadata.namespace)
    return new PodRepair(this.sync, this.context, { pod, ordinal: this.ordinal })
  }

  #makeClaims(): boolean {
    const progress = this.#claims.create(this.answer)
    if (progress === 'waiting') return false
    if (progress === 'failed') return this.#fail(this.#claims.failure)
    this.#step = 'pod'
    this.send({
      verb: 'create',
      resource: 'pods',
      subresource: '',
      namespace: this.sync.set.metadata.namespace,
      name: this.#pod.name,
      why: this.#why,
      pod: this.#pod,
    })
    return false
  }

  #judgePod(): boolean {
    if (this.answer !== undefined && isRefusedFor(this.answer, 'AlreadyExists')) {
      this.hasFailed = true
      return true
    }
    this.#failure = failureOf(this.answer)
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
      this.#tell('update', this.#claims.failure)
      return true
    }
    if (this.#failure !== undefined) return this.#fail(this.#failure)
    this.#tell('create', undefined)
    return true
  }

  #fail(failure: string | undefined): boolean {
    this.hasFailed = true
    this.#tell('create', failure)
    return true
  }

  #tell(action: 'create' | 'update', failure: string | undefined): void {
    recordPodEvent(this.context, this.setRecord, action, this.#pod.name, failure)
  }
}
