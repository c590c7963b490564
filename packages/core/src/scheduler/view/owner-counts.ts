import { ZONE_LABEL } from '../../volumes/volume-zone.ts'
import { DomainTally } from './domain-tally.ts'
import { NodeTally } from './node-tally.ts'

/** The placed pods of one owner, by zone and by node. */
export interface OwnerPods {
  readonly byZone: DomainTally
  readonly byNode: NodeTally
}

/** The placed pods of each owner whose pods shall be spread though nobody has said how. */
export class OwnerCounts {
  readonly #byUid = new Map<string, OwnerPods>()

  /** The pods of an owner; made when the first one is counted. */
  of(uid: string): OwnerPods {
    let pods = this.#byUid.get(uid)
    if (pods === undefined) {
      pods = { byZone: new DomainTally(ZONE_LABEL), byNode: new NodeTally() }
      this.#byUid.set(uid, pods)
    }
    return pods
  }
}
