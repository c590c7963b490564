import {
  type JsonObject,
  type PersistentVolumeClaim,
  type StatefulSet,
  type WallTime,
  readClaim,
} from '@seatrial/core'
import { claimFromTemplate, claimName, claimTemplateName } from './claim-from-template.ts'

/** All that the claims of one claim template have in common, worked out once. */
export class ClaimBlueprint {
  readonly templateName: string
  readonly #setName: string
  readonly #claim: PersistentVolumeClaim

  constructor(set: StatefulSet, template: JsonObject) {
    this.templateName = claimTemplateName(template)
    this.#setName = set.metadata.name
    this.#claim = readClaim(claimFromTemplate(set, template, 0), NO_EPOCH)
  }

  /** The claim of the pod with this ordinal, ready to be created (STS-C4). */
  claimFor(ordinal: number): PersistentVolumeClaim {
    const name = claimName(this.templateName, this.#setName, ordinal)
    return { ...this.#claim, metadata: { ...this.#claim.metadata, name } }
  }
}

/** A template has no timestamps. */
const NO_EPOCH = 0 as WallTime
