import { type Duration, type Pod, isRefusedFor, milliseconds } from '@seatrial/core'
import { CLAIMS_MISOWNED } from '../places/claim-facts.ts'
import { hasIdentity, hasStorage, withIdentity, withStorage } from '../pod-shape.ts'
import type { StageContext } from '../stages/stage-context.ts'
import type { StatefulSetSync } from '../stateful-set-sync.ts'
import { ClaimWork } from './claim-work.ts'
import { failureOf, recordPodEvent } from './pod-events.ts'
import { PodTask } from './pod-task.ts'

const TRIES_MAX = 4
const FIRST_PAUSE: Duration = milliseconds(10)
const PAUSE_GROWTH = 5

/**
 * Puts a pod right that does not have the identity or the storage of its slot, or whose claims have
 * the wrong owners (STS-V2). A conflict has the whole of it done again after a pause, on the pod and
 * the claims as the cache has them by then.
 */
export class PodRepair extends PodTask {
  readonly #claims: ClaimWork
  #pod: Pod
  #draft: Pod
  #step: 'begin' | 'claims' | 'owners' | 'pod' = 'begin'
  #ownersWereWrong = false
  #tries = 0
  #pause: Duration
  #wasPodTried = false

  constructor(
    sync: StatefulSetSync,
    context: StageContext,
    { pod, ordinal }: { readonly pod: Pod; readonly ordinal: number },
  ) {
    super(sync, context, ordinal)
    const { claims } = sync.setRecord.slots
    this.#claims = new ClaimWork(this, claims, claims.userOf(ordinal, pod, false))
    this.#pod = pod
    this.#draft = pod
    this.#pause = context.conflictPause ?? FIRST_PAUSE
  }

  advance(): boolean {
    switch (this.#step) {
      case 'begin':
        return this.#begin()
      case 'claims':
        return this.#makeClaims()
      case 'owners':
        return this.#ownClaims()
      case 'pod':
        return this.#judgePod()
    }
  }

  #begin(): boolean {
    this.#tries++
    this.answer = undefined
    const { shape } = this.setRecord.slots
    this.#draft = hasIdentity(this.#pod, shape) ? this.#pod : withIdentity(this.#pod, shape)
    if (hasStorage(this.#draft, shape)) return this.#checkOwners()
    this.#draft = withStorage(this.#draft, shape)
    this.#step = 'claims'
    this.#claims.restart()
    return this.#makeClaims()
  }

  #makeClaims(): boolean {
    const progress = this.#claims.create(this.answer)
    if (progress === 'waiting') return false
    return progress === 'failed' ? this.#failOnClaims() : this.#checkOwners()
  }

  #checkOwners(): boolean {
    const { claims } = this.setRecord.slots
    const facts = claims.factsOf(this.#claims.user)
    this.#ownersWereWrong = (facts & CLAIMS_MISOWNED) !== 0
    if (!this.#ownersWereWrong) return this.#writePod()
    this.#step = 'owners'
    this.#claims.restart()
    this.answer = undefined
    return this.#ownClaims()
  }

  #ownClaims(): boolean {
    const progress = this.#claims.own(this.answer)
    if (progress === 'waiting') return false
    return progress === 'failed' ? this.#failOnClaims() : this.#writePod()
  }

  /** Owners that had to be changed have the pod written too, although nothing about it is new. */
  #writePod(): boolean {
    if (this.#draft === this.#pod && !this.#ownersWereWrong) return true
    this.#step = 'pod'
    this.#wasPodTried = true
    const { namespace, name } = this.#draft.identity
    const target = { namespace, name, subresource: '', why: 'does not look as it should' } as const
    this.send({ verb: 'update', resource: 'pods', pod: this.#draft, ...target })
    return false
  }

  #judgePod(): boolean {
    const failure = failureOf(this.answer)
    if (failure === undefined) {
      this.#tell(undefined)
      return true
    }
    this.#pod = this.#cachedPod()
    const isConflict = this.answer !== undefined && isRefusedFor(this.answer, 'Conflict')
    return this.#retryOrFail(isConflict, failure)
  }

  /** Every try that fails on a claim is told of. */
  #failOnClaims(): boolean {
    const { failure = '', wasConflict } = this.#claims
    this.#tell(failure)
    return this.#retryOrFail(wasConflict, failure)
  }

  #retryOrFail(isConflict: boolean, failure: string): boolean {
    if (isConflict && this.#tries < TRIES_MAX) {
      this.#step = 'begin'
      this.context.loop.wakeAfter(this, this.#pause)
      this.#pause = (this.#pause * PAUSE_GROWTH) as Duration
      return false
    }
    this.hasFailed = true
    if (this.#wasPodTried) this.#tell(failure)
    return true
  }

  #cachedPod(): Pod {
    const members = this.context.pods.of(this.sync.set.metadata.uid)
    return members?.at(this.ordinal) ?? this.#pod
  }

  #tell(failure: string | undefined): void {
    const { name } = this.#draft.identity
    recordPodEvent(this.context, this.setRecord, 'update', name, failure)
  }
}
