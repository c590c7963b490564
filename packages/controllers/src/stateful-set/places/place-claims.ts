import {
  type Informer,
  type PersistentVolumeClaim,
  type Pod,
  type StatefulSet,
  compareText,
} from '@seatrial/core'
import { ClaimBlueprint } from '../claim-blueprint.ts'
import { CLAIMS_IN_ORDER, type ClaimFacts, claimFacts } from './claim-facts.ts'
import { claimName } from '../claim-from-template.ts'
import { type ClaimRetention, type ClaimUser, claimRetentionOf } from '../plans/claim-retention.ts'
import { statefulSetPodName } from '../pod-from-template.ts'

/** The claims of a set's pods, as the cache has them at each moment. */
export class PlaceClaims {
  /** One for each claim template, sorted by name. */
  readonly blueprints: readonly ClaimBlueprint[]
  readonly retention: ClaimRetention
  readonly #set: StatefulSet
  readonly #claims: Informer<'persistentvolumeclaims'>

  constructor(set: StatefulSet, claims: Informer<'persistentvolumeclaims'>) {
    this.blueprints = set.spec.volumeClaimTemplates
      .map((template) => new ClaimBlueprint(set, template))
      .sort((one, other) => compareText(one.templateName, other.templateName))
    this.retention = claimRetentionOf(set)
    this.#set = set
    this.#claims = claims
  }

  /** The claim for a template, undefined when the cache has none. */
  at({ templateName }: ClaimBlueprint, ordinal: number): PersistentVolumeClaim | undefined {
    const { name, namespace } = this.#set.metadata
    return this.#claims.get(namespace, claimName(templateName, name, ordinal))
  }

  /** Who uses the claims of this ordinal: a pod, or the one that is to be made. */
  userOf(ordinal: number, pod: Pod | undefined, isCondemned: boolean): ClaimUser {
    const { name: setName, uid: setUid } = this.#set.metadata
    const podName = pod?.identity.name ?? statefulSetPodName(setName, ordinal)
    return { setName, setUid, ordinal, podName, podUid: pod?.identity.uid ?? '', isCondemned }
  }

  /** What holds for the claims of a place. */
  factsAt(ordinal: number, pod: Pod | undefined, isCondemned: boolean): ClaimFacts {
    if (this.blueprints.length === 0) return CLAIMS_IN_ORDER
    return this.factsOf(this.userOf(ordinal, pod, isCondemned))
  }

  /** What holds for the claims of a user. */
  factsOf(user: ClaimUser): ClaimFacts {
    let facts: ClaimFacts = CLAIMS_IN_ORDER
    for (const blueprint of this.blueprints) {
      facts |= claimFacts(this.at(blueprint, user.ordinal), user, this.retention)
    }
    return facts
  }
}
