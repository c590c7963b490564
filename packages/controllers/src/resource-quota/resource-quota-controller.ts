import {
  type ApiClient,
  type ApiServer,
  type ChangeListener,
  type Duration,
  type ResourceQuota,
  type ResourceQuotaStatus,
  type Simulation,
  type StoredChange,
  type WatchDelay,
  isSameJson,
} from '@seatrial/core'
import { ControllerLoop, type Progress } from '../runtime/controller-loop.ts'
import { planQuotaStatus } from './plan-quota-status.ts'
import { QuotaSync } from './quota-sync.ts'
import { QuotaUsage, type UsageListener } from './quota-usage.ts'

export interface ResourceQuotaControllerOptions {
  readonly simulation: Simulation
  readonly server: ApiServer
  /** The controller's own client, with its own rate limit. */
  readonly client: ApiClient
  /** How long it takes until the controller hears of a change. */
  readonly delay: WatchDelay
  /** How many quotas it counts at once. */
  readonly workers: number
}

const NO_DELAY = 0 as Duration

/**
 * Keeps the status of ResourceQuotas (SPEC.md): the limits that are enforced, and what is given back of
 * them. What is taken of them is charged by the API server when it admits an object (`QuotaAdmission`).
 */
export class ResourceQuotaController implements ChangeListener, UsageListener {
  readonly #options: ResourceQuotaControllerOptions
  readonly #usage: QuotaUsage
  readonly #loop: ControllerLoop<QuotaSync>

  constructor(options: ResourceQuotaControllerOptions) {
    const { simulation, server, workers } = options
    this.#options = options
    this.#usage = new QuotaUsage(server, this)
    this.#loop = new ControllerLoop({
      simulation,
      name: 'resourcequota',
      workers,
      reconciler: {
        begin: (key) => new QuotaSync(key),
        advance: (sync) => this.#advance(sync),
      },
    })
    server.subscribe(this, ['resourcequotas'])
  }

  /** Takes in the quotas that are there when the controller starts later than its cluster. */
  list(): void {
    for (const quota of this.#options.server.list('resourcequotas').values()) {
      this.#usage.add(quota)
      this.#loop.queue.add(keyOf(quota))
    }
  }

  /** The controller does nothing more, whatever it had planned. */
  stop(): void {
    this.#loop.stop()
    this.#usage.stop()
    this.#options.server.unsubscribe(this)
  }

  changed(change: StoredChange): void {
    const quota = change.object as ResourceQuota
    if (change.type === 'DELETED') {
      this.#usage.remove(quota)
      return
    }
    const previous = change.previous as ResourceQuota | undefined
    if (previous === undefined) this.#usage.add(quota)
    else if (isSameJson(previous.spec, quota.spec)) return
    this.#wake(keyOf(quota), change)
  }

  shareChanged(namespace: string, change: StoredChange): void {
    for (const name of this.#usage.namesIn(namespace)) this.#wake(`${namespace}/${name}`, change)
  }

  #wake(key: string, change: StoredChange): void {
    const { server, delay } = this.#options
    this.#loop.queue.addAfter(key, server.isLoading ? NO_DELAY : delay.delayOf(change))
  }

  #advance(sync: QuotaSync): Progress {
    if (sync.outcome !== undefined) return sync.outcome === 'done' ? 'done' : 'failed'
    const { namespace, name } = sync
    const quota = this.#options.server.get('resourcequotas', namespace, name)
    const usage = this.#usage.usageOf(namespace, name)
    if (quota === undefined || usage === undefined) return 'done'
    const status = planQuotaStatus(quota, usage)
    return status === undefined ? 'done' : this.#write(sync, quota, status)
  }

  /** Counts anew when somebody has been admitted meanwhile: the version is then another one. */
  #write(sync: QuotaSync, quota: ResourceQuota, status: ResourceQuotaStatus): Progress {
    sync.outstanding++
    this.#options.client.send(
      {
        verb: 'update',
        resource: 'resourcequotas',
        subresource: 'status',
        namespace: sync.namespace,
        name: sync.name,
        object: { ...quota, status },
        why: 'counted anew',
      },
      sync,
    )
    return 'waiting'
  }
}

function keyOf({ metadata: { namespace, name } }: ResourceQuota): string {
  return `${namespace}/${name}`
}
