import { objectSubject } from '../api/event-object.ts'
import type { PersistentVolume, PersistentVolumeClaim } from '../api/persistent-volume.ts'
import type { ApiClient } from '../store/api-client.ts'
import type { StoredChange } from '../store/stored-change.ts'
import { claimKey, isReservedFor, isSmaller, satisfies } from './claim-facts.ts'
import { asking, marked, named, reservedFor } from './claim-writes.ts'
import { ObjectWriter } from './object-writer.ts'
import { type ClaimStep, planClaim } from './plan-claim.ts'
import { planVolume } from './plan-volume.ts'
import { SyncQueue } from './sync-queue.ts'
import { type StorageClass, storageClassOf } from './storage-class.ts'
import type { VolumeParts } from './volume-parts.ts'

/**
 * The controller that binds claims and volumes to each other, and releases volumes whose claim is
 * gone. It acts on what it sees now, whatever happened before: each change of a claim or a volume
 * leads to the next write that is still missing (`planClaim`, `planVolume`).
 */
export class VolumeBinder {
  readonly #parts: VolumeParts
  readonly #claims: ObjectWriter<'persistentvolumeclaims'>
  readonly #volumes: ObjectWriter<'persistentvolumes'>
  readonly #claimQueue: SyncQueue
  readonly #volumeQueue: SyncQueue
  /** The volumes that nobody has, by name. */
  readonly #available = new Map<string, PersistentVolume>()
  /** The claims that have no volume, by their keys. */
  readonly #unbound = new Map<string, PersistentVolumeClaim>()
  /** Names of the volumes that are reserved for a claim, by the claim's key. */
  readonly #reserved = new Map<string, string>()

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
    this.#claimQueue = new SyncQueue(simulation, 'ClaimBinding', (namespace, name) =>
      this.#syncClaim(namespace, name),
    )
    this.#volumeQueue = new SyncQueue(simulation, 'VolumeBinding', (_namespace, name) =>
      this.#syncVolume(name),
    )
    parts.claims.addIndex({ changed: (change) => this.#indexClaim(change) })
    parts.volumes.addIndex({ changed: (change) => this.#indexVolume(change) })
    parts.claims.addHandler({ changed: (change) => this.#claimChanged(change) })
    parts.volumes.addHandler({ changed: (change) => this.#volumeChanged(change) })
  }

  /** What a claim without a volume waits for; undefined when it waits for nothing. */
  waitOf(claim: PersistentVolumeClaim): string | undefined {
    const step = this.#plan(claim)
    return step.type === 'wait' ? step.reason : undefined
  }

  /** Has everything looked at that was there before the run. */
  start(): void {
    for (const { metadata } of this.#parts.volumes.objects.values()) {
      this.#volumeQueue.add('', metadata.name)
    }
    for (const { metadata } of this.#parts.claims.objects.values()) {
      this.#claimQueue.add(metadata.namespace, metadata.name)
    }
  }

  #indexClaim({ type, object }: StoredChange): void {
    const claim = object as PersistentVolumeClaim
    if (type === 'DELETED' || claim.volumeName !== '') this.#unbound.delete(claimKey(claim))
    else this.#unbound.set(claimKey(claim), claim)
  }

  #indexVolume({ type, object }: StoredChange): void {
    const volume = object as PersistentVolume
    const { name } = volume.metadata
    if (type === 'DELETED') {
      this.#available.delete(name)
      if (this.#reserved.get(volume.claim) === name) this.#reserved.delete(volume.claim)
    } else if (volume.claim === '') {
      this.#available.set(name, volume)
    } else {
      this.#available.delete(name)
      if (volume.phase !== 'Released') this.#reserved.set(volume.claim, name)
    }
  }

  #claimChanged({ type, object }: StoredChange): void {
    const { metadata, volumeName } = object as PersistentVolumeClaim
    if (type !== 'DELETED') this.#claimQueue.add(metadata.namespace, metadata.name)
    else if (volumeName !== '') this.#volumeQueue.add('', volumeName)
  }

  #volumeChanged({ type, object }: StoredChange): void {
    if (type === 'DELETED') return
    const { metadata, claim, phase } = object as PersistentVolume
    this.#volumeQueue.add('', metadata.name)
    if (claim === '' && phase === 'Available') this.#offer()
  }

  /** A volume has become free: claims without one are looked at again. */
  #offer(): void {
    for (const { metadata } of this.#unbound.values()) {
      this.#claimQueue.add(metadata.namespace, metadata.name)
    }
  }

  /** A volume's own phase first, then what its claim has to learn. */
  #syncVolume(name: string): void {
    const volume = this.#volumes.newest('', name)
    if (volume === undefined || !this.#volumes.canWrite(volume)) return
    const phase = planVolume(volume, this.#claimOf(volume))
    if (phase !== undefined) {
      this.#volumes.update({ part: 'status', object: { ...volume, phase }, why: `volume ${phase}` })
    } else if (volume.claim !== '') {
      const [namespace = '', claimName = ''] = volume.claim.split('/')
      this.#syncClaim(namespace, claimName)
    }
  }

  /** Before a claim is taken for gone, the API server itself is asked. */
  #claimOf({ claim }: PersistentVolume): PersistentVolumeClaim | undefined {
    const [namespace = '', name = ''] = claim.split('/')
    return (
      this.#claims.newest(namespace, name) ??
      this.#parts.server.get('persistentvolumeclaims', namespace, name)
    )
  }

  #syncClaim(namespace: string, name: string): void {
    const claim = this.#claims.newest(namespace, name)
    if (claim === undefined || !this.#claims.canWrite(claim)) return
    this.#carryOut(this.#plan(claim), claim)
  }

  #plan(claim: PersistentVolumeClaim): ClaimStep {
    const storageClass = storageClassOf(claim, this.#parts.server)
    return planClaim({ claim, volume: this.#volumeFor(claim, storageClass), storageClass })
  }

  #volumeFor(
    claim: PersistentVolumeClaim,
    storageClass: StorageClass | undefined,
  ): PersistentVolume | undefined {
    if (claim.volumeName !== '') return this.#volumes.newest('', claim.volumeName)
    const reserved = this.#volumes.newest('', this.#reserved.get(claimKey(claim)) ?? '')
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
        if (step.for !== undefined) this.#tellWait(claim, step.for)
        break
      case 'done':
        break
    }
  }

  #tellWait(claim: PersistentVolumeClaim, reason: 'first-consumer' | 'provisioner'): void {
    const { recorder, server } = this.#parts
    const about = objectSubject(claim)
    const provisioner = storageClassOf(claim, server)?.provisioner ?? ''
    recorder.record(
      reason === 'provisioner'
        ? {
            about,
            type: 'Normal',
            reason: 'ExternalProvisioning',
            message: externally(provisioner),
          }
        : { about, type: 'Normal', reason: 'WaitForFirstConsumer', message: FIRST_CONSUMER },
    )
  }

  #writeClaim(object: PersistentVolumeClaim, part: '' | 'status', why: string): void {
    this.#claims.update({ part, object, why })
  }

  #writeVolume(object: PersistentVolume, part: '' | 'status', why: string): void {
    if (this.#volumes.canWrite(object)) this.#volumes.update({ part, object, why })
  }
}

const FIRST_CONSUMER = 'waiting for first consumer to be created before binding'

function externally(provisioner: string): string {
  return (
    `Waiting for a volume to be created either by the external provisioner '${provisioner}' or ` +
    'manually by the system administrator. If volume creation is delayed, please verify that the ' +
    'provisioner is running and correctly registered.'
  )
}
