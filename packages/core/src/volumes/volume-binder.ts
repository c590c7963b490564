import { objectSubject } from '../api/event-object.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../api/persistent-volume.ts'
import type { ApiClient } from '../store/api-client.ts'
import { Collection } from '../store/collection.ts'
import type { StoredChange } from '../store/stored-change.ts'
import {
  type ClaimName,
  claimKey,
  isReservedFor,
  isSmaller,
  reservationOf,
  satisfies,
} from './claim-facts.ts'
import type { ClaimNotice } from './claim-notices.ts'
import { asking, marked, named, reservedFor } from './claim-writes.ts'
import { type ClaimStep, planClaim } from './plan-claim.ts'
import { planVolume } from './plan-volume.ts'
import { type StorageClass, storageClassOf } from './storage-class.ts'
import { SyncedObjects } from './synced-objects.ts'
import type { VolumeParts } from './volume-parts.ts'

/**
 * The controller that binds claims and volumes to each other, and releases volumes whose claim is
 * gone. It acts on what it sees now, whatever happened before: each change of a claim or a volume
 * leads to the next write that is still missing (`planClaim`, `planVolume`).
 */
export class VolumeBinder {
  readonly #parts: VolumeParts
  readonly #claims: SyncedObjects<'persistentvolumeclaims'>
  readonly #volumes: SyncedObjects<'persistentvolumes'>
  /** The volumes that nobody has, by name. */
  readonly #available = new Map<string, PersistentVolume>()
  /** The claims that have no volume, by their uids. */
  readonly #unbound = new Map<string, PersistentVolumeClaim>()
  /** Names of the volumes that are reserved for a claim, by its namespace and name. */
  readonly #reserved = new Collection<string>()

  constructor(parts: VolumeParts, client: ApiClient) {
    this.#parts = parts
    const { simulation, claims, volumes } = parts
    this.#claims = new SyncedObjects({
      simulation,
      client,
      informer: claims,
      worker: 'ClaimBinding',
      sync: (claim) => this.#carryOut(this.#plan(claim), claim),
    })
    this.#volumes = new SyncedObjects({
      simulation,
      client,
      informer: volumes,
      worker: 'VolumeBinding',
      sync: (volume) => this.#syncVolume(volume),
    })
    claims.addIndex({ changed: (change) => this.#indexClaim(change) })
    volumes.addIndex({ changed: (change) => this.#indexVolume(change) })
    claims.addHandler({ changed: (change) => this.#claimChanged(change) })
    volumes.addHandler({ changed: (change) => this.#volumeChanged(change) })
  }

  /** What a claim without a volume waits for; undefined when it waits for nothing. */
  waitOf(claim: PersistentVolumeClaim): string | undefined {
    const step = this.#plan(claim)
    return step.type === 'wait' ? step.reason : undefined
  }

  /** Has everything looked at that was there before the run. */
  start(): void {
    this.#volumes.queueAll()
    this.#claims.queueAll()
  }

  #indexClaim({ type, object }: StoredChange): void {
    const claim = object as PersistentVolumeClaim
    if (type === 'DELETED' || claim.volumeName !== '') this.#unbound.delete(claim.metadata.uid)
    else this.#unbound.set(claim.metadata.uid, claim)
  }

  #indexVolume({ type, object }: StoredChange): void {
    const volume = object as PersistentVolume
    const { name } = volume.metadata
    const claim = reservationOf(volume)
    if (claim === undefined) {
      if (type === 'DELETED') this.#available.delete(name)
      else this.#available.set(name, volume)
      return
    }
    this.#available.delete(name)
    if (type !== 'DELETED') {
      if (volume.phase !== 'Released') this.#reserved.put(claim.namespace, claim.name, name)
    } else if (this.#reserved.get(claim.namespace, claim.name) === name) {
      this.#reserved.delete(claim.namespace, claim.name)
    }
  }

  #claimChanged({ type, object, previous }: StoredChange): void {
    const claim = object as PersistentVolumeClaim
    if (type === 'DELETED') {
      if (claim.volumeName !== '') this.#volumes.queueNamed('', claim.volumeName)
    } else if (
      !isBoundAsBefore(claim, previous as PersistentVolumeClaim | undefined) ||
      this.#claims.wasRefused(claim)
    ) {
      this.#claims.queue(claim)
    }
  }

  #volumeChanged({ type, object }: StoredChange): void {
    const volume = object as PersistentVolume
    if (type === 'DELETED') {
      this.#volumeLost(volume)
      return
    }
    this.#volumes.queue(volume)
    if (volume.claim === '' && volume.phase === 'Available') this.#offer()
  }

  #volumeLost(volume: PersistentVolume): void {
    const reservation = reservationOf(volume)
    const claim = reservation && this.#claims.newest(reservation.namespace, reservation.name)
    if (claim?.volumeName === volume.metadata.name) this.#claims.queue(claim)
  }

  /** A volume has become free: claims without one are looked at again. */
  #offer(): void {
    for (const claim of this.#unbound.values()) this.#claims.queue(claim)
  }

  /** A volume's own phase first, then what its claim has to learn. */
  #syncVolume(volume: PersistentVolume): void {
    const reservation = reservationOf(volume)
    const phase = planVolume(volume, reservation && this.#claimNamed(reservation))
    if (phase !== undefined) {
      this.#volumes.update({ part: 'status', object: { ...volume, phase }, why: `volume ${phase}` })
    } else if (reservation !== undefined) {
      this.#claims.sync(reservation.namespace, reservation.name)
    }
  }

  /** Before a claim is taken for gone, the API server itself is asked. */
  #claimNamed({ namespace, name }: ClaimName): PersistentVolumeClaim | undefined {
    return (
      this.#claims.newest(namespace, name) ??
      this.#parts.server.get('persistentvolumeclaims', namespace, name)
    )
  }

  #plan(claim: PersistentVolumeClaim): ClaimStep {
    const storageClass =
      claim.volumeName === '' ? storageClassOf(claim, this.#parts.server) : undefined
    return planClaim({ claim, volume: this.#volumeFor(claim, storageClass), storageClass })
  }

  #volumeFor(
    claim: PersistentVolumeClaim,
    storageClass: StorageClass | undefined,
  ): PersistentVolume | undefined {
    if (claim.volumeName !== '') return this.#volumes.newest('', claim.volumeName)
    const { namespace, name } = claim.metadata
    const reserved = this.#volumes.newest('', this.#reserved.get(namespace, name) ?? '')
    if (reserved !== undefined && isReservedFor(reserved, claim)) return reserved
    if (storageClass?.bindingMode === 'WaitForFirstConsumer') return undefined
    return this.#smallestFor(claim, storageClass?.name ?? '')
  }

  #smallestFor(claim: PersistentVolumeClaim, className: string): PersistentVolume | undefined {
    let found: PersistentVolume | undefined
    for (const { metadata } of this.#available.values()) {
      const volume = this.#volumes.newest('', metadata.name)
      if (volume === undefined || !this.#volumes.canWrite(volume)) continue
      if (!satisfies(volume, claim, className)) continue
      if (found === undefined || isSmaller(volume, found)) found = volume
    }
    return found
  }

  #carryOut(step: ClaimStep, claim: PersistentVolumeClaim): void {
    switch (step.type) {
      case 'reserve':
        this.#writeVolume(reservedFor(step.volume, claim), '', `reserved for ${claimKey(claim)}`)
        break
      case 'mark-volume':
        this.#writeVolume({ ...step.volume, phase: 'Bound' }, 'status', 'volume bound')
        break
      case 'name-volume':
        this.#writeClaim(named(claim, step.volume, step.isOwnChoice), '', 'volume found')
        break
      case 'mark-claim':
        this.#writeClaim(marked(claim, step.volume), 'status', 'claim bound')
        break
      case 'mark-lost':
        this.#writeClaim({ ...claim, phase: 'Lost' }, 'status', 'its volume is gone')
        break
      case 'ask-provisioner':
        this.#writeClaim(asking(claim, step.storageClass), '', 'asks for a volume')
        break
      case 'wait':
        if (step.notice !== undefined) this.#record(step.notice, claim)
        break
      case 'done':
        break
    }
  }

  #record(notice: ClaimNotice, claim: PersistentVolumeClaim): void {
    this.#parts.recorder.record({ about: objectSubject(claim), type: 'Normal', ...notice })
  }

  #writeClaim(object: PersistentVolumeClaim, part: '' | 'status', why: string): void {
    this.#claims.update({ part, object, why })
  }

  #writeVolume(object: PersistentVolume, part: '' | 'status', why: string): void {
    if (this.#volumes.canWrite(object)) this.#volumes.update({ part, object, why })
  }
}

/** True for a change of a bound claim in nothing that binding depends on: its conditions, mostly. */
function isBoundAsBefore(
  claim: PersistentVolumeClaim,
  before: PersistentVolumeClaim | undefined,
): boolean {
  return (
    claim.phase === 'Bound' &&
    before?.phase === 'Bound' &&
    claim.volumeName === before.volumeName &&
    claim.spec === before.spec &&
    claim.metadata.uid === before.metadata.uid &&
    claim.metadata.annotations === before.metadata.annotations
  )
}
