import { UNSET } from '../../api/api-time.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../../api/persistent-volume.ts'
import type { JsonObject } from '../../api/json.ts'
import type { Pod } from '../../api/pod.ts'
import type { ApiServer } from '../../store/api-server.ts'
import type { Informer } from '../../store/informer.ts'
import type { StoredChange } from '../../store/stored-change.ts'
import { isClaimBound, isSmaller, satisfies } from '../../volumes/claim-facts.ts'
import { type StorageClass, storageClassOf } from '../../volumes/storage-class.ts'
import { type NodeChoice, volumeNodeChoice } from '../facts/node-choice.ts'
import { NO_VOLUME_DEMAND, type UnboundClaim, type VolumeDemand } from './volume-demand.ts'

/** What became of the claims of a pod: its node depends on them, or it cannot have one yet. */
export type ClaimsVerdict =
  | { readonly type: 'usable'; readonly demand: VolumeDemand }
  | { readonly type: 'unusable'; readonly reason: string }

const WITHOUT_CLAIMS: ClaimsVerdict = { type: 'usable', demand: NO_VOLUME_DEMAND }

/** Classes whose volumes somebody has to make by hand. */
const NO_PROVISIONER = 'kubernetes.io/no-provisioner'

/** The claims and volumes as the scheduler sees them. */
export class PodClaims {
  readonly #server: ApiServer
  readonly #claims: Informer<'persistentvolumeclaims'>
  readonly #volumes: Informer<'persistentvolumes'>
  /** Volumes that nobody has, by name. */
  readonly #available = new Map<string, PersistentVolume>()
  /** Those that have been chosen for a claim, though nobody else knows it yet. */
  readonly #chosen = new Set<string>()
  readonly #choices = new WeakMap<JsonObject, { readonly choice: NodeChoice | undefined }>()

  constructor(options: {
    readonly server: ApiServer
    readonly claims: Informer<'persistentvolumeclaims'>
    readonly volumes: Informer<'persistentvolumes'>
  }) {
    this.#server = options.server
    this.#claims = options.claims
    this.#volumes = options.volumes
    this.#volumes.addIndex({ changed: (change) => this.#index(change) })
  }

  /** What the claims of a pod mean for its node. */
  verdictOn({ identity, volumes }: Pod): ClaimsVerdict {
    if (volumes.claims.length === 0) return WITHOUT_CLAIMS
    const choices: NodeChoice[] = []
    const unbound: UnboundClaim[] = []
    let waitsForVolume = false
    for (const { claimName } of volumes.claims) {
      const claim = this.#claims.get(identity.namespace, claimName)
      const reason = this.#whyUnusable(claim, claimName)
      if (reason !== undefined) return { type: 'unusable', reason }
      const usable = claim as PersistentVolumeClaim
      if (isClaimBound(usable)) {
        const choice = this.#choiceOf(this.#volumes.get('', usable.volumeName))
        if (choice !== undefined) choices.push(choice)
        continue
      }
      const storageClass = storageClassOf(usable, this.#server)
      if (storageClass?.bindingMode === 'WaitForFirstConsumer') {
        unbound.push(this.#unboundClaim(usable, storageClass))
      } else {
        waitsForVolume = true
      }
    }
    if (waitsForVolume) {
      return { type: 'unusable', reason: 'pod has unbound immediate PersistentVolumeClaims' }
    }
    return { type: 'usable', demand: { choices, unbound } }
  }

  /** True when all claims of the pod have their volumes. */
  areBound({ identity, volumes }: Pod): boolean {
    return volumes.claims.every(({ claimName }) => {
      const claim = this.#claims.get(identity.namespace, claimName)
      return claim !== undefined && isClaimBound(claim)
    })
  }

  /** Keeps a volume for the claim that it has been chosen for. */
  choose({ metadata }: PersistentVolume): void {
    this.#chosen.add(metadata.name)
  }

  /** The choice has come to nothing. */
  unchoose({ metadata }: PersistentVolume): void {
    this.#chosen.delete(metadata.name)
  }

  #whyUnusable(claim: PersistentVolumeClaim | undefined, claimName: string): string | undefined {
    if (claim === undefined) return `persistentvolumeclaim "${claimName}" not found`
    if (claim.metadata.deletionTimestamp !== UNSET) {
      return `persistentvolumeclaim "${claimName}" is being deleted`
    }
    if (claim.phase !== 'Lost') return undefined
    return `persistentvolumeclaim "${claimName}" bound to non-existent persistentvolume "${claim.volumeName}"`
  }

  #unboundClaim(claim: PersistentVolumeClaim, storageClass: StorageClass): UnboundClaim {
    const offers = [...this.#available.values()]
      .filter((volume) => !this.#chosen.has(volume.metadata.name))
      .filter((volume) => satisfies(volume, claim, storageClass.name))
      .sort((one, other) => (isSmaller(one, other) ? -1 : 1))
      .map((volume) => ({ volume, choice: this.#choiceOf(volume) }))
    return { claim, offers, canBeMade: storageClass.provisioner !== NO_PROVISIONER }
  }

  /** Where a volume can be used; worked out once for each volume. */
  #choiceOf(volume: PersistentVolume | undefined): NodeChoice | undefined {
    if (volume === undefined) return undefined
    let known = this.#choices.get(volume.spec)
    if (known === undefined) {
      known = { choice: volumeNodeChoice(volume.spec) }
      this.#choices.set(volume.spec, known)
    }
    return known.choice
  }

  #index({ type, object }: StoredChange): void {
    const volume = object as PersistentVolume
    const { name } = volume.metadata
    if (type !== 'DELETED' && volume.claim === '') {
      this.#available.set(name, volume)
    } else {
      this.#available.delete(name)
      this.#chosen.delete(name)
    }
  }
}
