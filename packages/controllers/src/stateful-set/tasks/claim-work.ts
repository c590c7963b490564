import { type PersistentVolumeClaim, UNSET, isRefusedFor } from '@seatrial/core'
import type { ApiResult } from '@seatrial/core'
import {
  type ClaimUser,
  areOwnersAsWanted,
  hasUnexpectedController,
  repairedOwners,
} from '../plans/claim-retention.ts'
import type { PlaceClaims } from '../places/place-claims.ts'
import { failureOf, recordClaimEvent, recordContestedClaim } from './pod-events.ts'
import type { PodTask } from './pod-task.ts'

/** How far the work on a pod's claims has come. */
export type ClaimProgress = 'waiting' | 'done' | 'failed'

/**
 * Goes through the claims of one pod, template by template: creates those that are missing, or gives
 * those that are there the owners that the retention policy wants. The cache is read at each claim.
 */
export class ClaimWork {
  readonly user: ClaimUser
  readonly #task: PodTask
  readonly #claims: PlaceClaims
  #cursor = 0
  /** The name of the claim that an answer is awaited for. */
  #asked: string | undefined
  #failure: string | undefined
  #wasConflict = false

  constructor(task: PodTask, claims: PlaceClaims, user: ClaimUser) {
    this.user = user
    this.#task = task
    this.#claims = claims
  }

  /** What went wrong, in words; undefined when nothing did. */
  get failure(): string | undefined {
    return this.#failure
  }

  /** The last owner change was refused because the claim had changed. */
  get wasConflict(): boolean {
    return this.#wasConflict
  }

  /** Begins again with the first template. */
  restart(): void {
    this.#cursor = 0
    this.#failure = undefined
    this.#wasConflict = false
  }

  /** Creates what is missing; a claim that is being deleted is a failure. All claims are tried (STS-C4). */
  create(answer: ApiResult | undefined): ClaimProgress {
    if (this.#asked !== undefined && answer !== undefined) this.#judgeCreation(answer)
    for (;;) {
      const blueprint = this.#claims.blueprints[this.#cursor++]
      if (blueprint === undefined) return this.#failure === undefined ? 'done' : 'failed'
      const stored = this.#claims.at(blueprint, this.#task.ordinal)
      if (stored === undefined) {
        const claim = blueprint.claimFor(this.#task.ordinal)
        this.#send('create', claim, 'the claim is missing')
        return 'waiting'
      }
      if (stored.metadata.deletionTimestamp !== UNSET) {
        this.#failure = `pvc ${stored.metadata.name} is being deleted`
      }
    }
  }

  /** Repairs owner references; missing claims are passed over, the first failure ends it (STS-C3). */
  own(answer: ApiResult | undefined): ClaimProgress {
    if (this.#asked !== undefined && answer !== undefined) {
      const message = failureOf(answer)
      this.#failure =
        message === undefined
          ? undefined
          : `could not update claim ${this.#asked} for delete policy ownerRefs: ${message}`
      this.#asked = undefined
      this.#wasConflict = isRefusedFor(answer, 'Conflict')
      if (this.#failure !== undefined) return 'failed'
    }
    for (;;) {
      const blueprint = this.#claims.blueprints[this.#cursor++]
      if (blueprint === undefined) return 'done'
      const claim = this.#claims.at(blueprint, this.#task.ordinal)
      const repaired = claim && this.#repaired(claim)
      if (repaired === undefined) continue
      this.#send('update', repaired, 'the retention policy wants other owners')
      return 'waiting'
    }
  }

  #judgeCreation(answer: ApiResult): void {
    const claimName = this.#asked ?? ''
    this.#asked = undefined
    const failure = failureOf(answer)
    if (failure !== undefined) this.#failure = failure
    if (isRefusedFor(answer, 'AlreadyExists')) return
    recordClaimEvent(
      this.#task.context,
      this.#task.setRecord,
      claimName,
      this.user.podName,
      failure,
    )
  }

  /** The claim with the owners it should have; undefined when there is nothing to change. */
  #repaired(claim: PersistentVolumeClaim): PersistentVolumeClaim | undefined {
    const { ownerReferences, name } = claim.metadata
    const { retention } = this.#claims
    if (hasUnexpectedController(ownerReferences, this.user, retention)) {
      recordContestedClaim(this.#task.context, this.#task.setRecord, name)
    }
    if (areOwnersAsWanted(ownerReferences, this.user, retention)) return undefined
    const owners = repairedOwners(ownerReferences, this.user, retention)
    return { ...claim, metadata: { ...claim.metadata, ownerReferences: owners } }
  }

  #send(verb: 'create' | 'update', claim: PersistentVolumeClaim, why: string): void {
    const { name, namespace } = claim.metadata
    this.#asked = name
    this.#task.send({
      verb,
      resource: 'persistentvolumeclaims',
      subresource: '',
      namespace,
      name,
      why,
      object: claim,
    })
  }
}
