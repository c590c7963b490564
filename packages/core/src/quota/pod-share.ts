import type { JsonObject } from '../api/json.ts'
import { isTerminal } from '../api/pod-predicates.ts'
import type { PodSpecification } from '../api/pod-specification.ts'
import type { Pod } from '../api/pod.ts'
import { type Quantity, parseQuantity } from '../api/quantity.ts'
import { objectField, objectsField } from '../api/serialization/read-fields.ts'
import {
  type ResourceList,
  addResources,
  raiseResources,
  readResourceList,
} from './resource-list.ts'

/** What a stored pod takes of the quotas of its namespace; one that has ended only counts as an object. */
export function podShare(pod: Pod): ResourceList {
  return isTerminal(pod) ? ENDED_POD : livePodShare(pod.specification)
}

/** What a pod takes while it has not ended, worked out once for all pods of one specification. */
export function livePodShare(specification: PodSpecification): ResourceList {
  let share = shares.get(specification)
  if (share === undefined) {
    share = computeShare(specification.template)
    shares.set(specification, share)
  }
  return share
}

/** True for a resource of which pods take something. */
export function isPodResource(name: string): boolean {
  return (
    name === 'pods' ||
    name === 'count/pods' ||
    isComputeResource(name) ||
    name.startsWith('limits.') ||
    (name.startsWith('requests.') && name !== 'requests.storage')
  )
}

/**
 * What containers leave unsaid although a quota limits it, with their names: a quota of cpu or memory makes
 * every container, init containers included, say how much it wants.
 */
export function unstatedResources(
  { template }: PodSpecification,
  limited: Iterable<string>,
): ReadonlyMap<string, readonly string[]> {
  const containers = [
    ...objectsField(template, 'containers'),
    ...objectsField(template, 'initContainers'),
  ]
  const unstated = new Map<string, readonly string[]>()
  for (const name of limited) {
    if (!TO_BE_STATED.has(name)) continue
    const silent = containers.filter((container) => !usageOf(container).has(name))
    if (silent.length > 0) {
      unstated.set(
        name,
        silent.map((container) => String(container['name'])),
      )
    }
  }
  return unstated
}

const ONE = parseQuantity('1') as Quantity

/** `pods` are those that have not ended, `count/pods` all objects there are. */
const ENDED_POD: ResourceList = new Map([['count/pods', ONE]])

const shares = new WeakMap<PodSpecification, ResourceList>()

const TO_BE_STATED: ReadonlySet<string> = new Set([
  'cpu',
  'memory',
  'requests.cpu',
  'requests.memory',
  'limits.cpu',
  'limits.memory',
])

function computeShare(spec: JsonObject): ResourceList {
  const requests = totalOf(spec, requestsOf)
  const limits = totalOf(spec, limitsOf)
  const overhead = readResourceList(spec['overhead'])
  addResources(requests, overhead)
  for (const [name, amount] of overhead) {
    if (limits.has(name)) addResources(limits, new Map([[name, amount]]))
  }
  return new Map([...ENDED_POD, ['pods', ONE], ...namedUsage(requests, limits)])
}

/** What containers and sidecars take together, or at its peak while the init containers run. */
function totalOf(
  spec: JsonObject,
  amountsOf: (container: JsonObject) => ResourceList,
): Map<string, Quantity> {
  const total = new Map<string, Quantity>()
  const peak = new Map<string, Quantity>()
  for (const container of objectsField(spec, 'initContainers')) {
    const own = amountsOf(container)
    if (container['restartPolicy'] === 'Always') addResources(total, own)
    else {
      const together = new Map(total)
      addResources(together, own)
      raiseResources(peak, together)
    }
  }
  for (const container of objectsField(spec, 'containers'))
    addResources(total, amountsOf(container))
  raiseResources(total, peak)
  return total
}

function usageOf(container: JsonObject): ResourceList {
  return namedUsage(requestsOf(container), limitsOf(container))
}

/** A limit without a request counts as the request. */
function requestsOf(container: JsonObject): ResourceList {
  const { requests } = objectField(container, 'resources')
  return new Map([...limitsOf(container), ...readResourceList(requests)])
}

function limitsOf(container: JsonObject): ResourceList {
  return readResourceList(objectField(container, 'resources')['limits'])
}

/** The amounts by the names under which quotas limit them. */
function namedUsage(requests: ResourceList, limits: ResourceList): Map<string, Quantity> {
  const usage = new Map<string, Quantity>()
  for (const [name, amount] of requests) {
    if (isComputeResource(name)) usage.set(name, amount)
    usage.set(`requests.${name}`, amount)
  }
  for (const [name, amount] of limits) usage.set(`limits.${name}`, amount)
  return usage
}

/** Resources of whose requests quotas also know without a prefix. */
function isComputeResource(name: string): boolean {
  return (
    name === 'cpu' ||
    name === 'memory' ||
    name === 'ephemeral-storage' ||
    name.startsWith('hugepages-')
  )
}
