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
import { ClaimUsers } from './claim-users.ts'
import { ObjectWriter } from './object-writer.ts'
import { SyncQueue } from './sync-queue.ts'
import type { VolumeParts } from './volume-parts.ts'

/**
 * Keeps claims that a pod uses, and volumes that a claim has, from vanishing: their deletion waits for
 * a finalizer that is taken off here. From 1.37 on it also says on each claim whether a pod uses it.
 */
export class ClaimProtection {
  readonly #parts: VolumeParts
  readonly #users = new ClaimUsers()
  readonly #claims: ObjectWriter<'persistentvolumeclaims'>
  readonly #volumes: ObjectWriter<'persistentvolumes'>
  /**
   * Whether a claim is in use is told from the view, ahead of what others make of the same news; before a
   * claim is let go the API server is asked for its pods, which takes longer.
   */
  readonly #useQueue: SyncQueue
  readonly #claimQueue: SyncQueue
  readonly #volumeQueue: SyncQueue

  constructor(parts: VolumeParts, client: ApiClient) {
    this.#parts = parts
    const { simulation } = parts
    this.#claims = new ObjectWriter({
      simulation,
      client,
      informer: parts.claims,
      written: (namespace, name) => this.#syncClaim(namespace, name),
    })
    this.#volumes = new ObjectWriter({
      simulation,
      client,
      informer: parts.volumes,
      written: (_namespace, name) => this.#syncVolume(name),
    })
    this.#claimQueue = new SyncQueue(simulation, 'ClaimProtection', (namespace, name) =>
      this.#syncClaim(namespace, name),
    )
    this.#useQueue = new SyncQueue(
      simulation,
      'ClaimUse',
      (namespace, name) => this.#syncUse(namespace, name),
      PHASES.watchDelivery,
    )
    this.#volumeQueue = new SyncQueue(simulation, 'VolumeProtection', (_namespace, name) =>
      this.#syncVolume(name),
    )
    parts.pods.addIndex({ changed: (change) => this.#users.count(change) })
    parts.pods.addHandler({ changed: ({ object }) => this.#podChanged(object as Pod) })
    parts.claims.addHandler({
      changed: ({ object }) => this.#claimChanged(object as PersistentVolumeClaim),
    })
    parts.volumes.addHandler({
      changed: ({ object }) => this.#volumeChanged(object as PersistentVolume),
    })
  }

  /** Has everything looked at that was there before the run. */
  start(): void {
    for (const claim of this.#parts.claims.objects.values()) this.#claimChanged(claim)
    for (const volume of this.#parts.volumes.objects.values()) this.#volumeChanged(volume)
  }

  #podChanged({ identity, volumes }: Pod): void {
    for (const { claimName } of volumes.claims) {
      this.#useQueue.add(identity.namespace, claimName)
      this.#claimQueue.add(identity.namespace, claimName)
    }
  }

  #claimChanged({ metadata }: PersistentVolumeClaim): void {
    this.#claimQueue.add(metadata.namespace, metadata.name)
  }

  #volumeChanged({ metadata }: PersistentVolume): void {
    this.#volumeQueue.add('', metadata.name)
  }

  #syncClaim(namespace: string, name: string): void {
    const claim = this.#claims.newest(namespace, name)
    if (claim === undefined || !this.#claims.canWrite(claim)) return
    const { placed, running } = this.#users.useOf(namespace, name)
    if (claim.metadata.deletionTimestamp !== UNSET) {
      if (placed === 0) this.#letGo(claim)
    } else if (this.#parts.behaviours.claimUnusedCondition && claim.phase === 'Bound') {
      this.#tellUse(claim, running > 0)
    }
  }

  #syncUse(namespace: string, name: string): void {
    const claim = this.#claims.newest(namespace, name)
    if (claim?.metadata.deletionTimestamp === UNSET) this.#syncClaim(namespace, name)
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
    const object = { ...claim, conditions: [...others, condition] }
    this.#claims.update({
      part: 'status',
      object,
      why: isUsed ? 'a pod uses it' : 'no pod uses it',
    })
  }

  /** A volume may go when it is not bound: its claim has gone before it. */
  #syncVolume(name: string): void {
    const volume = this.#volumes.newest('', name)
    if (volume === undefined || !this.#volumes.canWrite(volume)) return
    if (volume.metadata.deletionTimestamp === UNSET || volume.phase === 'Bound') return
    const object = withoutFinalizer(volume, VOLUME_PROTECTION_FINALIZER)
    if (object !== volume) this.#volumes.update({ part: '', object, why: 'no claim has it' })
  }
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
