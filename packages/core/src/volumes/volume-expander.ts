import { toApiTime } from '../api/api-time.ts'
import type {
  ClaimCondition,
  PersistentVolume,
  PersistentVolumeClaim,
} from '../api/persistent-volume.ts'
import type { Pod } from '../api/pod.ts'
import { entityKey } from '../kernel/entity-key.ts'
import { PHASES } from '../kernel/phases.ts'
import type { EventKind } from '../kernel/simulation.ts'
import type { LatencyStage } from '../profiles/latency-profile.ts'
import type { ApiClient } from '../store/api-client.ts'
import { requestedStorage, reservationOf, storageText } from './claim-facts.ts'
import { ObjectWriter } from './object-writer.ts'
import { type ExpansionStep, planExpansion } from './plan-expansion.ts'
import { SyncedObjects } from './synced-objects.ts'
import type { VolumeParts } from './volume-parts.ts'

/** The conditions by which a claim tells how far its expansion is. */
const STAGES_OF_EXPANSION: ReadonlySet<string> = new Set(['Resizing', 'FileSystemResizePending'])

/** Draws of expansions lie beyond those of making and deleting a volume. */
const EXPANSION = 2

/**
 * Makes volumes larger whose claims ask for more: the driver first, then the kubelet of the node on which
 * a pod uses the claim, now or later. The first takes as long as making a volume, the second as staging it.
 */
export class VolumeExpander {
  readonly #parts: VolumeParts
  readonly #claims: SyncedObjects<'persistentvolumeclaims'>
  readonly #volumes: ObjectWriter<'persistentvolumes'>
  readonly #worked: EventKind
  /** The claims that are being worked on, by the entity of their event. */
  readonly #work: Work[] = []
  readonly #inWork = new Set<string>()

  constructor(parts: VolumeParts, client: ApiClient) {
    this.#parts = parts
    const { simulation, claims, volumes, pods } = parts
    this.#claims = new SyncedObjects({
      simulation,
      client,
      informer: claims,
      worker: 'VolumeExpansion',
      sync: (claim) => this.#carryOut(this.#plan(claim), claim),
    })
    this.#volumes = new ObjectWriter({ simulation, client, informer: volumes })
    this.#worked = simulation.defineEvent('VolumeExpanded', PHASES.clusterTimer, (slot) =>
      this.#finish(this.#work[slot] as Work),
    )
    pods.addHandler({ changed: ({ object }) => this.#podChanged(object as Pod) })
    claims.addHandler({ changed: ({ object }) => this.#consider(object as PersistentVolumeClaim) })
    volumes.addHandler({ changed: ({ object }) => this.#volumeChanged(object as PersistentVolume) })
  }

  /** Looks at everything that was there before the run. */
  start(): void {
    for (const claim of this.#parts.claims.objects.values()) this.#consider(claim)
  }

  #podChanged({ identity: { namespace }, volumes }: Pod): void {
    for (const { claimName } of volumes.claims) this.#considerNamed(namespace, claimName)
  }

  #volumeChanged(volume: PersistentVolume): void {
    const claim = reservationOf(volume)
    if (claim !== undefined) this.#considerNamed(claim.namespace, claim.name)
  }

  #considerNamed(namespace: string, name: string): void {
    const claim = this.#claims.newest(namespace, name)
    if (claim !== undefined) this.#consider(claim)
  }

  /** Nearly all claims have what they ask for: nothing happens then. */
  #consider(claim: PersistentVolumeClaim): void {
    if (requestedStorage(claim) === claim.capacity || this.#plan(claim).type === 'nothing') return
    this.#claims.queue(claim)
  }

  #plan(claim: PersistentVolumeClaim): ExpansionStep {
    const { namespace, name } = claim.metadata
    const { placed, running } = this.#parts.users.useOf(namespace, name)
    const volume = this.#volumes.newest('', claim.volumeName)
    return planExpansion({ claim, volume, isInUse: placed > 0 && running > 0 })
  }

  #carryOut({ type }: ExpansionStep, claim: PersistentVolumeClaim): void {
    switch (type) {
      case 'nothing':
        return
      case 'announce':
        this.#tell(claim, 'Resizing', 'a larger volume is asked for')
        return
      case 'grow':
        this.#begin(claim, 'volumeProvision')
        return
      case 'ask-node':
        this.#tell(claim, 'FileSystemResizePending', 'its file system has to grow on a node')
        return
      case 'grow-file-system':
        this.#begin(claim, 'volumeStage')
        return
    }
  }

  #begin(claim: PersistentVolumeClaim, stage: LatencyStage): void {
    const { uid, namespace, name } = claim.metadata
    if (this.#inWork.has(uid)) return
    this.#inWork.add(uid)
    const slot = this.#work.push({ uid, namespace, name, stage }) - 1
    const entity = entityKey(`${namespace}/${name}`)
    const took = this.#parts.latencies.cluster.draw(stage, entity, EXPANSION + slot)
    this.#parts.simulation.scheduleAfter(took, this.#worked, slot)
  }

  #finish({ uid, namespace, name, stage }: Work): void {
    this.#inWork.delete(uid)
    const claim = this.#claims.newest(namespace, name)
    if (claim === undefined || claim.metadata.uid !== uid) return
    const volume = this.#volumes.newest('', claim.volumeName)
    if (volume === undefined) return
    if (stage === 'volumeProvision') {
      const storage = requestedStorage(claim)
      const spec = { ...volume.spec, capacity: { storage } }
      this.#volumes.update({
        part: '',
        object: { ...volume, spec },
        why: 'its claim asks for more',
      })
    } else {
      const conditions = withoutExpansion(claim)
      const object = { ...claim, capacity: storageText(volume), conditions }
      this.#claims.update({ part: 'status', object, why: 'its volume has grown' })
    }
  }

  #tell(claim: PersistentVolumeClaim, type: string, why: string): void {
    const lastTransitionTime = toApiTime(this.#parts.simulation.now)
    const condition: ClaimCondition = { type, status: 'True', reason: '', lastTransitionTime }
    const conditions = [...withoutExpansion(claim), condition]
    this.#claims.update({ part: 'status', object: { ...claim, conditions }, why })
  }
}

interface Work {
  readonly uid: string
  readonly namespace: string
  readonly name: string
  readonly stage: LatencyStage
}

function withoutExpansion({ conditions = [] }: PersistentVolumeClaim): readonly ClaimCondition[] {
  return conditions.filter(({ type }) => !STAGES_OF_EXPANSION.has(type))
}
