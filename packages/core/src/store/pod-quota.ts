import { type JsonValue, jsonAt } from '../api/json.ts'
import { isTerminal } from '../api/pod-predicates.ts'
import { Pod } from '../api/pod.ts'
import { parseQuantity, quantityValue } from '../api/quantity.ts'
import type { PlainObject } from '../api/stored-object.ts'
import type { ApiRequest, PodToCreate } from './api-request.ts'
import { type ApiResult, refused } from './api-result.ts'
import type { ApiServer } from './api-server.ts'
import type { NameSource } from './names.ts'
import type { Admission } from './request-queue.ts'
import type { ChangeListener, StoredChange } from './stored-change.ts'

/**
 * Refuses pods beyond what a ResourceQuota of their namespace allows (`hard.pods`): it counts those that
 * have not ended. While a cluster has no quota, nothing is counted.
 */
export class PodQuota implements Admission, ChangeListener {
  readonly #server: ApiServer
  readonly #names: NameSource
  /** Pods that have not ended, by namespace; undefined before the first quota. */
  #counts: Map<string, number> | undefined
  #refusalCount = 0

  /** @param names where a pod that is refused gets the name from that it would have had */
  constructor(server: ApiServer, names: NameSource) {
    this.#server = server
    this.#names = names
    server.subscribe(this, ['resourcequotas'])
  }

  admit(request: ApiRequest): ApiResult | undefined {
    if (this.#counts === undefined || request.verb !== 'create') return undefined
    if (request.resource !== 'pods' || !('pod' in request)) return undefined
    const { namespace } = request
    const used = this.#counts.get(namespace) ?? 0
    for (const quota of this.#server.list('resourcequotas').inNamespace(namespace)) {
      const limit = podLimitOf(quota)
      if (limit !== undefined && used + 1 > limit)
        return this.#refuse(request.pod, quota, used, limit)
    }
    return undefined
  }

  changed({ object, previous, type }: StoredChange): void {
    if (!(object instanceof Pod)) {
      this.#counts ??= this.#countAll()
      return
    }
    const isCounted = type !== 'DELETED' && !isTerminal(object)
    const wasCounted = previous instanceof Pod && type !== 'ADDED' && !isTerminal(previous)
    this.#add(object.identity.namespace, Number(isCounted) - Number(wasCounted))
  }

  #countAll(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const pod of this.#server.list('pods').values()) {
      const { namespace } = pod.identity
      if (!isTerminal(pod)) counts.set(namespace, (counts.get(namespace) ?? 0) + 1)
    }
    this.#server.subscribe(this, ['pods'])
    return counts
  }

  #add(namespace: string, change: number): void {
    if (change === 0 || this.#counts === undefined) return
    this.#counts.set(namespace, (this.#counts.get(namespace) ?? 0) + change)
  }

  #refuse(pod: PodToCreate, quota: PlainObject, used: number, limit: number): ApiResult {
    const { metadata } = quota
    return refused(
      'Forbidden',
      `pods "${this.#nameOf(pod)}" is forbidden: exceeded quota: ${metadata.name}, ` +
        `requested: pods=1, used: pods=${used}, limited: pods=${limit}`,
    )
  }

  /** The API server makes a name up for each attempt. */
  #nameOf({ name, generateName }: PodToCreate): string {
    if (name !== '') return name
    return this.#names.generatedName(generateName, 'refused', ++this.#refusalCount, 0)
  }
}

function podLimitOf({ content }: PlainObject): number | undefined {
  const hard: JsonValue | undefined = jsonAt(content, 'spec', 'hard')
  const written = jsonAt(hard, 'pods') ?? jsonAt(hard, 'count/pods')
  if (written === undefined || written === null) return undefined
  const quantity = parseQuantity(String(written))
  return quantity === undefined ? undefined : Number(quantityValue(quantity))
}
