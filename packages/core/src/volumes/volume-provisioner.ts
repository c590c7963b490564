import { UNSET } from '../api/api-time.ts'
import { jsonAt } from '../api/json.ts'
import {
  type PersistentVolume,
  type PersistentVolumeClaim,
  VOLUME_PROTECTION_FINALIZER,
} from '../api/persistent-volume.ts'
import { entityKey } from '../kernel/entity-key.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind } from '../kernel/simulation.ts'
import type { StageSampler } from '../profiles/stage-samplers.ts'
import type { ApiClient } from '../store/api-client.ts'
import type { StoredChange } from '../store/stored-change.ts'
import {
  PROVISIONED_BY,
  accessModes,
  claimKey,
  claimReference,
  requestedStorage,
  selectedNodeOf,
} from './claim-facts.ts'
import { ObjectWriter } from './object-writer.ts'
import { isProvisionerAsked } from './plan-claim.ts'
import { type StorageClass, storageClassOf } from './storage-class.ts'
import type { VolumeParts } from './volume-parts.ts'
import { zoneAffinity, zoneForClaim, zoneOfNode } from './volume-zone.ts'

const MAKING = 0
const DELETING = 1

/**
 * The driver that makes a volume for each claim that asks for one, and deletes the volumes that it made
 * when their claims are gone. Both take the stage `volumeProvision`.
 */
export class VolumeProvisioner {
  readonly #parts: VolumeParts
  readonly #volumes: ObjectWriter<'persistentvolumes'>
  readonly #time: StageSampler
  readonly #made: EventKind
  readonly #deleted: EventKind
  /** The claims and volumes that are being worked on, by the entity of their event. */
  readonly #work: (PersistentVolumeClaim | PersistentVolume)[] = []
  readonly #inWork = new Set<string>()

  constructor(parts: VolumeParts, client: ApiClient) {
    this.#parts = parts
    this.#time = parts.latencies.cluster.of('volumeProvision')
    const { simulation, volumes: informer } = parts
    this.#volumes = new ObjectWriter({ simulation, client, informer })
    const { clusterTimer } = PHASES
    this.#made = simulation.defineEvent('VolumeMade', clusterTimer, (work) =>
      this.#createVolume(this.#work[work] as PersistentVolumeClaim),
    )
    this.#deleted = simulation.defineEvent('VolumeDeleted', clusterTimer, (work) =>
      this.#deleteVolume(this.#work[work] as PersistentVolume),
    )
    parts.claims.addHandler({ changed: (change) => this.#claimChanged(change) })
    parts.volumes.addHandler({ changed: (change) => this.#volumeChanged(change) })
  }

  /** Looks at everything that was there before the run. */
  start(): void {
    for (const claim of this.#parts.claims.objects.values()) this.#serve(claim)
    for (const volume of this.#parts.volumes.objects.values()) this.#reclaim(volume)
  }

  #claimChanged({ type, object }: StoredChange): void {
    if (type !== 'DELETED') this.#serve(object as PersistentVolumeClaim)
  }

  #volumeChanged({ type, object }: StoredChange): void {
    if (type !== 'DELETED') this.#reclaim(object as PersistentVolume)
  }

  #serve(claim: PersistentVolumeClaim): void {
    if (claim.volumeName !== '' || !isProvisionerAsked(claim)) return
    const storageClass = storageClassOf(claim, this.#parts.server)
    if (storageClass === undefined) return
    if (storageClass.bindingMode === 'WaitForFirstConsumer' && selectedNodeOf(claim) === '') return
    this.#begin(claim, claim.metadata.uid, MAKING)
  }

  #reclaim(volume: PersistentVolume): void {
    if (volume.phase !== 'Released' || volume.metadata.deletionTimestamp !== UNSET) return
    if (volume.spec['persistentVolumeReclaimPolicy'] !== 'Delete') return
    if (volume.metadata.annotations[PROVISIONED_BY] === undefined) return
    this.#begin(volume, volume.metadata.uid, DELETING)
  }

  #begin(
    object: PersistentVolumeClaim | PersistentVolume,
    uid: string,
    what: typeof MAKING | typeof DELETING,
  ): void {
    if (this.#inWork.has(uid)) return
    this.#inWork.add(uid)
    const { namespace, name } = object.metadata
    const took = this.#time.draw(entityKey(`${namespace}/${name}`), what)
    const work = this.#work.push(object) - 1
    this.#parts.simulation.scheduleAfter(took, what === MAKING ? this.#made : this.#deleted, work)
  }

  #createVolume({ metadata }: PersistentVolumeClaim): void {
    const { server } = this.#parts
    const claim = server.get('persistentvolumeclaims', metadata.namespace, metadata.name)
    const storageClass = claim && storageClassOf(claim, server)
    if (storageClass === undefined || claim?.metadata.uid !== metadata.uid) return
    this.#volumes.create(this.#volumeFor(claim, storageClass), `made for ${claimKey(claim)}`)
  }

  #deleteVolume({ metadata }: PersistentVolume): void {
    const volume = this.#parts.server.get('persistentvolumes', '', metadata.name)
    if (volume?.metadata.uid === metadata.uid && volume.phase === 'Released') {
      this.#volumes.delete(volume, 'its claim is gone')
    }
  }

  #volumeFor(claim: PersistentVolumeClaim, storageClass: StorageClass): PersistentVolume {
    const { server } = this.#parts
    const selected = selectedNodeOf(claim)
    const zone =
      selected === '' ? zoneForClaim(server, claim.metadata.name) : zoneOfNode(server, selected)
    const nodeAffinity = zoneAffinity(zone)
    const name = `pvc-${claim.metadata.uid}`
    return {
      kind: 'PersistentVolume',
      metadata: {
        name,
        namespace: '',
        uid: '',
        resourceVersion: 0,
        generation: 0,
        creationTimestamp: UNSET,
        deletionTimestamp: UNSET,
        labels: {},
        annotations: { [PROVISIONED_BY]: storageClass.provisioner },
        ownerReferences: [],
        finalizers: [VOLUME_PROTECTION_FINALIZER],
      },
      spec: {
        accessModes: accessModes(claim.spec),
        capacity: { storage: requestedStorage(claim) },
        claimRef: claimReference(claim),
        csi: { driver: storageClass.provisioner, volumeHandle: name },
        ...(nodeAffinity !== undefined && { nodeAffinity }),
        persistentVolumeReclaimPolicy: storageClass.reclaimPolicy,
        storageClassName: storageClass.name,
        volumeMode: jsonAt(claim.spec, 'volumeMode') ?? 'Filesystem',
      },
      phase: 'Pending',
      claim: claimKey(claim),
    }
  }
}
