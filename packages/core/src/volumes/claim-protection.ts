import { UNSET, toApiTime } from '../api/api-time.ts'
import {
  CLAIM_PROTECTION_FINALIZER,
  type ClaimCondition,
  type PersistentVolume,
  type PersistentVolumeClaim,
  VOLUME_PROTECTION_FINALIZER,
} from '../api/persistent-volume.ts'
import type { Pod } from '../api/pod.ts'
import { PHASES } from '../kernel/phases.ts'
import type { ApiClient } from '../store/api-client.ts'
import { SyncQueue } from './sync-queue.ts'
import { SyncedObjects } from './synced-objects.ts'
import type { VolumeParts } from './volume-parts.ts'

/**
 * Keeps claims that a pod uses, and volumes that a claim has, from vanishing: their deletion waits for
 * a finalizer that is taken off here. From 1.37 on it also says on each claim whether a pod uses it.
 */
export class ClaimProtection {
  readonly #parts: VolumeParts
  readonly #claims: SyncedObjects<'persistentvolumeclaims'>
  readonly #volumes: SyncedObjects<'persistentvolumes'>
  /**
   * Whether a claim is in use is told from the view, ahead of what others make of the same news; before a
   * claim is let go the API server is asked for its pods, which takes longer.
   */
  readonly #uses: SyncQueue

  constructor(parts: VolumeParts, client: ApiClient) {
    this.#parts = parts
    const { simulation, claims, volumes, pods } = parts
    this.#claims = new SyncedObjects({
      simulation,
      client,
      informer: claims,
      worker: 'ClaimProtection',
      sync: (claim) => this.#syncClaim(claim),
    })
    this.#uses = new SyncQueue(
      simulation,
      'ClaimUse',
      (namespace, name) => this.#syncUse(namespace, name),
      PHASES.watchDelivery,
    )
    this.#volumes = new SyncedObjects({
      simulation,
      client,
      informer: volumes,
      worker: 'VolumeProtection',
      sync: (volume) => this.#syncVolume(volume),
    })
    pods.addHandler({ changed: ({ object }) => this.#podChanged(object as Pod) })
    claims.addHandler({ changed: ({ object }) => this.#consider(object as PersistentVolumeClaim) })
    volumes.addHandler({
      changed: ({ object }) => this.#considerVolume(object as PersistentVolume),
    })
  }

  /** Has everything looked at that was there before the run. */
  start(): void {
    for (const claim of this.#parts.claims.objects.values()) this.#consider(claim)
    for (const volume of this.#parts.volumes.objects.values()) this.#considerVolume(volume)
  }

  #podChanged({ identity: { namespace }, volumes }: Pod): void {
    for (const { claimName } of volumes.claims) {
      if (this.#parts.behaviours.claimUnusedCondition) this.#uses.add(namespace, claimName)
      this.#claims.queueNamed(namespace, claimName)
    }
  }

  #consider(claim: PersistentVolumeClaim): void {
    if (isTerminating(claim) || this.#tellsUse(claim)) this.#claims.queue(claim)
  }

  #considerVolume(volume: PersistentVolume): void {
    if (isTerminating(volume)) this.#volumes.queue(volume)
  }

  #syncClaim(claim: PersistentVolumeClaim): void {
    const { namespace, name } = claim.metadata
    const { placed, running } = this.#parts.users.useOf(namespace, name)
    if (isTerminating(claim)) {
      if (placed === 0) this.#letGo(claim)
    } else if (this.#tellsUse(claim)) {
      this.#tellUse(claim, running > 0)
    }
  }

  #syncUse(namespace: string, name: string): void {
    const claim = this.#claims.newest(namespace, name)
    if (claim !== undefined && !isTerminating(claim)) this.#claims.sync(namespace, name)
  }

  /** True for a claim that says whether a pod uses it. */
  #tellsUse({ phase }: PersistentVolumeClaim): boolean {
    return this.#parts.behaviours.claimUnusedCondition && phase === 'Bound'
  }

  #letGo(claim: PersistentVolumeClaim): void {
    const object = withoutFinalizer(claim, CLAIM_PROTECTION_FINALIZER)
    if (object !== claim) this.#claims.update({ part: '', object, why: 'no pod uses it' })
  }

  #tellUse(claim: PersistentVolumeClaim, isUsed: boolean): void {
    const conditions = claim.conditions ?? []
    const status = isUsed ? 'False' : 'True'
    if (conditions.some((known) => known.type === 'Unused' && known.status === status)) return
    const condition: ClaimCondition = {
      type: 'Unused',
      status,
      reason: isUsed ? 'PodUsingPVC' : 'NoPodsUsingPVC',
      lastTransitionTime: toApiTime(this.#parts.simulation.now),
    }
    const others = conditions.filter(({ type }) => type !== 'Unused')
    const { kind, metadata, spec, volumeName, phase, capacity } = claim
    const object: PersistentVolumeClaim = {
      kind,
      metadata,
      spec,
      volumeName,
      phase,
      capacity,
      conditions: [...others, condition],
    }
    this.#claims.update({
      part: 'status',
      object,
      why: isUsed ? 'a pod uses it' : 'no pod uses it',
    })
  }

  /** A volume may go when it is not bound: its claim has gone before it. */
  #syncVolume(volume: PersistentVolume): void {
    if (!isTerminating(volume) || volume.phase === 'Bound') return
    const object = withoutFinalizer(volume, VOLUME_PROTECTION_FINALIZER)
    if (object !== volume) this.#volumes.update({ part: '', object, why: 'no claim has it' })
  }
}

function isTerminating({ metadata }: PersistentVolume | PersistentVolumeClaim): boolean {
  return metadata.deletionTimestamp !== UNSET
}

/** The object without the finalizer; the very same object when it has none of that name. */
function withoutFinalizer<T extends PersistentVolume | PersistentVolumeClaim>(
  object: T,
  finalizer: string,
): T {
  const { metadata } = object
  if (!metadata.finalizers.includes(finalizer)) return object
  const finalizers = metadata.finalizers.filter((name) => name !== finalizer)
  return { ...object, metadata: { ...metadata, finalizers } }
}
