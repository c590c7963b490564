import type { Behaviours } from '../api/behaviours.ts'
import { compareText } from '../api/compare-text.ts'
import { compareQuantities } from '../api/quantity.ts'
import type { ResourceQuota } from '../api/resource-quota.ts'
import type { ApiRequest } from '../store/api-request.ts'
import { type ApiResult, refused } from '../store/api-result.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { NameSource } from '../store/names.ts'
import type { Admission } from '../store/request-queue.ts'
import { unstatedResources } from './pod-share.ts'
import { type QuotaDemand, demandOf } from './quota-demand.ts'
import { hasScopes, isInScope } from './quota-scopes.ts'
import {
  type ResourceList,
  addResources,
  amountOf,
  formatResourceList,
  readResourceList,
  writeResourceList,
} from './resource-list.ts'

export interface QuotaAdmissionOptions {
  readonly server: ApiServer
  /** Where a pod that is refused gets the name from that it would have had. */
  readonly names: NameSource
  readonly behaviours: Pick<Behaviours, 'quotaNamesContainers'>
}

/**
 * Refuses pods, claims and the growth of claims beyond what the ResourceQuotas of their namespace allow, and
 * charges those that it lets pass to `status.used` at once (SPEC.md of the quota controller). A quota that has not been
 * counted yet limits nothing.
 */
export class QuotaAdmission implements Admission {
  readonly #server: ApiServer
  readonly #names: NameSource
  readonly #namesContainers: boolean
  /** Why the last pod of an owner was refused, by the owner's uid, while none has been admitted since. */
  readonly #refusals = new Map<string, string>()
  #refusalCount = 0

  constructor({ server, names, behaviours }: QuotaAdmissionOptions) {
    this.#server = server
    this.#names = names
    this.#namesContainers = behaviours.quotaNamesContainers
  }

  /** Why an owner gets no more pods, in the API server's words; undefined when its last one was admitted. */
  refusalOf(ownerUid: string): string | undefined {
    return this.#refusals.get(ownerUid)
  }

  admit(request: ApiRequest): ApiResult | undefined {
    if (this.#server.list('resourcequotas').size === 0) return undefined
    const demand = demandOf(request, this.#server)
    return demand === undefined ? undefined : this.#judge(demand)
  }

  #judge(demand: QuotaDemand): ApiResult | undefined {
    const quotas = this.#quotasFor(demand)
    for (const quota of quotas) {
      const unstated = this.#unstated(demand, quota)
      if (unstated !== undefined) return this.#refuse(demand, unstated)
    }
    for (const quota of quotas) {
      const excess = excessOf(demand, quota)
      if (excess !== undefined) return this.#refuse(demand, excess)
    }
    this.#refusals.delete(demand.ownerUid)
    if (demand.isToBeCharged) for (const quota of quotas) this.#charge(demand, quota)
    return undefined
  }

  #quotasFor({ namespace, specification, isOfResource }: QuotaDemand): readonly CountedQuota[] {
    const counted: CountedQuota[] = []
    for (const quota of this.#server.list('resourcequotas').inNamespace(namespace)) {
      const isFor =
        specification === undefined
          ? !hasScopes(quota.spec)
          : isInScope(specification.template, quota.spec)
      if (!isFor) continue
      const hard = readResourceList(quota.status.hard)
      const limited = [...hard.keys()].filter(isOfResource)
      if (limited.length > 0) counted.push({ quota, hard, limited })
    }
    return counted.sort((one, other) =>
      compareText(one.quota.metadata.name, other.quota.metadata.name),
    )
  }

  #unstated({ specification }: QuotaDemand, { quota, limited }: CountedQuota): string | undefined {
    if (specification === undefined) return undefined
    const unstated = unstatedResources(specification, limited)
    if (unstated.size === 0) return undefined
    const names = [...unstated.keys()].sort(compareText)
    const what = this.#namesContainers
      ? names.map((name) => `${name} for: ${sortedOnce(unstated.get(name) ?? [])}`).join('; ')
      : names.join(',')
    return `failed quota: ${quota.metadata.name}: must specify ${what}`
  }

  #refuse(demand: QuotaDemand, why: string): ApiResult {
    if (demand.ownerUid !== '') this.#refusals.set(demand.ownerUid, why)
    return refused('Forbidden', `${demand.resource} "${this.#nameOf(demand)}" is forbidden: ${why}`)
  }

  /** The API server makes a name up for each attempt. */
  #nameOf({ name, generateName }: QuotaDemand): string {
    if (name !== '') return name
    return this.#names.generatedName(generateName, 'refused', ++this.#refusalCount, 0)
  }

  #charge({ resource, share }: QuotaDemand, { quota, limited }: CountedQuota): void {
    const used = readResourceList(quota.status.used)
    addResources(used, only(share, limited))
    const status = { ...quota.status, used: writeResourceList(used) }
    const why = `admitted one of ${resource}`
    this.#server.updateStatus({ ...quota, status }, { by: 'kube-apiserver', why })
  }
}

interface CountedQuota {
  readonly quota: ResourceQuota
  readonly hard: ResourceList
  /** What it limits of all that the wanted object may take. */
  readonly limited: readonly string[]
}

/** Why the quota does not allow the object; undefined when it does. */
function excessOf(
  { share }: QuotaDemand,
  { quota, hard, limited }: CountedQuota,
): string | undefined {
  const used = readResourceList(quota.status.used)
  const after = new Map(used)
  addResources(after, share)
  const exceeded = limited.filter(
    (name) => share.has(name) && compareQuantities(amountOf(after, name), amountOf(hard, name)) > 0,
  )
  if (exceeded.length === 0) return undefined
  return (
    `exceeded quota: ${quota.metadata.name}, ` +
    `requested: ${formatResourceList(share, exceeded)}, ` +
    `used: ${formatResourceList(used, exceeded)}, ` +
    `limited: ${formatResourceList(hard, exceeded)}`
  )
}

function only(list: ResourceList, names: readonly string[]): ResourceList {
  return new Map([...list].filter(([name]) => names.includes(name)))
}

function sortedOnce(names: readonly string[]): string {
  return [...new Set(names)].sort(compareText).join(',')
}
