import {
  type ApiServer,
  type ChangeListener,
  type PersistentVolumeClaim,
  Pod,
  type Quantity,
  type ResourceList,
  type ResourceQuota,
  type StoredChange,
  type StoredObject,
  addResources,
  claimShare,
  hasScopes,
  isInScope,
  namespaceOf,
  podShare,
  subtractResources,
} from '@seatrial/core'

/** Whoever wants to know that something has been taken or given back. */
export interface UsageListener {
  /** An object of that namespace has come, gone or ended, or takes another share than before. */
  shareChanged(namespace: string, change: StoredChange): void
}

/**
 * What the pods and claims of a namespace take of each of its quotas, kept up to date change by change.
 * A cluster without quotas is not watched.
 */
export class QuotaUsage implements ChangeListener {
  readonly #server: ApiServer
  readonly #listener: UsageListener
  readonly #quotas = new Map<string, Map<string, CountedUsage>>()
  #isWatching = false

  constructor(server: ApiServer, listener: UsageListener) {
    this.#server = server
    this.#listener = listener
  }

  /** Counts for a quota from now on. */
  add({ metadata: { namespace, name }, spec }: ResourceQuota): void {
    this.#watch()
    const counted = new CountedUsage(spec)
    for (const pod of this.#server.list('pods').inNamespace(namespace)) counted.add(pod)
    for (const claim of this.#server.list('persistentvolumeclaims').inNamespace(namespace)) {
      counted.add(claim)
    }
    const quotas = this.#quotas.get(namespace) ?? new Map<string, CountedUsage>()
    this.#quotas.set(namespace, quotas.set(name, counted))
  }

  /** The quota is gone. */
  remove({ metadata: { namespace, name } }: ResourceQuota): void {
    this.#quotas.get(namespace)?.delete(name)
  }

  /** All that is taken of a quota, also of what it does not limit; undefined for one that is not counted. */
  usageOf(namespace: string, name: string): ResourceList | undefined {
    return this.#quotas.get(namespace)?.get(name)?.used
  }

  /** The names of the quotas of a namespace that are counted. */
  namesIn(namespace: string): Iterable<string> {
    return this.#quotas.get(namespace)?.keys() ?? []
  }

  changed(change: StoredChange): void {
    const { object, previous, type } = change
    const namespace = namespaceOf(object)
    const quotas = this.#quotas.get(namespace)
    if (quotas === undefined || quotas.size === 0) return
    const before = type === 'ADDED' ? undefined : previous
    const after = type === 'DELETED' ? undefined : object
    if (before !== undefined && after !== undefined && isSameShare(before, after)) return
    for (const counted of quotas.values()) {
      if (before !== undefined) counted.subtract(before)
      if (after !== undefined) counted.add(after)
    }
    this.#listener.shareChanged(namespace, change)
  }

  /** Nothing is counted any more. */
  stop(): void {
    this.#server.unsubscribe(this)
    this.#quotas.clear()
  }

  #watch(): void {
    if (this.#isWatching) return
    this.#isWatching = true
    this.#server.subscribe(this, ['pods', 'persistentvolumeclaims'])
  }
}

/** What is taken of one quota. */
class CountedUsage {
  readonly used: Map<string, Quantity> = new Map()
  readonly #quotaSpec: ResourceQuota['spec']

  constructor(quotaSpec: ResourceQuota['spec']) {
    this.#quotaSpec = quotaSpec
  }

  add(object: StoredObject): void {
    if (this.#isFor(object)) addResources(this.used, shareOf(object))
  }

  subtract(object: StoredObject): void {
    if (this.#isFor(object)) subtractResources(this.used, shareOf(object))
  }

  #isFor(object: StoredObject): boolean {
    return object instanceof Pod
      ? isInScope(object.specification.template, this.#quotaSpec)
      : !hasScopes(this.#quotaSpec)
  }
}

function shareOf(object: StoredObject): ResourceList {
  return object instanceof Pod ? podShare(object) : claimShare(object as PersistentVolumeClaim)
}

/** A spec that has not been written anew takes what it took. */
function isSameShare(before: StoredObject, after: StoredObject): boolean {
  if (before instanceof Pod && after instanceof Pod) return podShare(before) === podShare(after)
  return (before as PersistentVolumeClaim).spec === (after as PersistentVolumeClaim).spec
}
