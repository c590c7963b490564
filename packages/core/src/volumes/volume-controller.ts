import type { Behaviours } from '../api/behaviours.ts'
import { type EventSink, NO_EVENTS } from '../api/event-object.ts'
import type { PersistentVolumeClaim } from '../api/persistent-volume.ts'
import type { Simulation } from '../kernel/simulation.ts'
import { WatchLatency } from '../profiles/api-latency.ts'
import type { LatencyModel } from '../profiles/latency-model.ts'
import type { ApiClient } from '../store/api-client.ts'
import type { ApiServer } from '../store/api-server.ts'
import { Informer } from '../store/informer.ts'
import { ClaimProtection } from './claim-protection.ts'
import { ClaimUsers, changesClaimUse } from './claim-users.ts'
import { VolumeBinder } from './volume-binder.ts'
import { VolumeExpander } from './volume-expander.ts'
import type { VolumeParts } from './volume-parts.ts'
import { VolumeProvisioner } from './volume-provisioner.ts'

/** The limit of the provisioner's and the resizer's client by default; those of the binder and the protection are the controller manager's. */
export const PROVISIONER_CLIENT_LIMITS = { qps: 5, burst: 10 } as const

/** The clients of the controllers of claims and volumes, each with a rate limit of its own. */
export interface VolumeClients {
  readonly binder: ApiClient
  readonly provisioner: ApiClient
  readonly protection: ApiClient
  readonly resizer: ApiClient
}

/** All that the controllers of claims and volumes get from the world around them. */
export interface VolumeControllerOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  readonly behaviours: Behaviours
  readonly latencies: LatencyModel
  readonly clients: VolumeClients
  /** Where the binder's Events go; nowhere by default. */
  readonly recorder?: EventSink
}

/**
 * Everything that happens to claims and volumes in the store: volumes are made and deleted, claims and
 * volumes bound to each other and released, and what is in use is kept from vanishing.
 */
export class VolumeController {
  readonly #binder: VolumeBinder
  readonly #provisioner: VolumeProvisioner
  readonly #protection: ClaimProtection
  readonly #expander: VolumeExpander

  constructor(options: VolumeControllerOptions) {
    const { simulation, server, behaviours, latencies, clients, recorder = NO_EVENTS } = options
    const delay = new WatchLatency(latencies.cluster, WATCHER)
    const watch = { simulation, server, delay, keepsObjects: true }
    const parts: VolumeParts = {
      simulation,
      server,
      behaviours,
      latencies,
      recorder,
      claims: new Informer({ ...watch, resource: 'persistentvolumeclaims' }),
      volumes: new Informer({ ...watch, resource: 'persistentvolumes' }),
      pods: new Informer({
        ...watch,
        resource: 'pods',
        keepsObjects: false,
        selector: { selects: changesClaimUse },
      }),
      users: new ClaimUsers(),
    }
    parts.pods.addIndex({ changed: (change) => parts.users.count(change) })
    this.#binder = new VolumeBinder(parts, clients.binder)
    this.#provisioner = new VolumeProvisioner(parts, clients.provisioner)
    this.#protection = new ClaimProtection(parts, clients.protection)
    this.#expander = new VolumeExpander(parts, clients.resizer)
    this.#lookAround(parts)
  }

  /** What a claim without a volume waits for; undefined when it waits for nothing. */
  waitOf(claim: PersistentVolumeClaim): string | undefined {
    return this.#binder.waitOf(claim)
  }

  /** Starts from what is in the store already. */
  #lookAround(parts: VolumeParts): void {
    const { server } = parts
    for (const claim of server.list('persistentvolumeclaims').values()) parts.claims.fill(claim)
    for (const volume of server.list('persistentvolumes').values()) parts.volumes.fill(volume)
    for (const pod of server.list('pods').values()) {
      if (pod.volumes.claims.length > 0) parts.pods.fill(pod)
    }
    this.#binder.start()
    this.#provisioner.start()
    this.#protection.start()
    this.#expander.start()
  }
}

/** Tells this participant's watches from those of others. */
const WATCHER = 3
