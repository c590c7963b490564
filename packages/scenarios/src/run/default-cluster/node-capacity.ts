import { type JsonValue, isJsonObject, parseQuantity, toMilliNumber } from '@seatrial/core'
import type { Manifest } from '../../format/manifests/manifest.ts'
import { elementsAt, valueAt } from '../../format/paths/field-path.ts'

const POD_SPEC = ['spec', 'template', 'spec']
const CONTAINER_LISTS = ['containers', 'initContainers']

const CPU_MIN = 4
const MEMORY_MIN_GI = 16
const PODS_MIN = 110
const MILLI = 1_000
const GI = 1_073_741_824

/** A workload, and how many of its pods share a node. */
export interface NodeShare {
  readonly workload: Manifest
  readonly podsOnNode: number
}

/**
 * A node, as large as machines come, with room for its share of every workload and for as much
 * again.
 */
export function nodeCapacity(shares: readonly NodeShare[]): Readonly<Record<string, string>> {
  const needed = new Map<string, number>()
  let pods = 0
  for (const { workload, podsOnNode } of shares) {
    pods += 2 * podsOnNode
    for (const [resource, amount] of requestsOf(workload)) {
      needed.set(resource, (needed.get(resource) ?? 0) + 2 * podsOnNode * amount)
    }
  }
  const { cpu = 0, memory = 0, ...others } = Object.fromEntries(needed)
  return {
    cpu: String(doubledUntil(CPU_MIN, cpu)),
    memory: `${doubledUntil(MEMORY_MIN_GI, memory / GI)}Gi`,
    pods: String(Math.max(PODS_MIN, pods)),
    ...Object.fromEntries(
      Object.entries(others).map(([resource, amount]) => [resource, String(Math.ceil(amount))]),
    ),
  }
}

/** What a pod asks for at most, by resource: as if all its containers ran at once. */
function requestsOf({ object }: Manifest): ReadonlyMap<string, number> {
  const podSpec = valueAt(object, POD_SPEC)
  const total = new Map<string, number>()
  for (const owner of [
    podSpec,
    ...CONTAINER_LISTS.flatMap((list) => elementsAt(podSpec, [list])),
  ]) {
    for (const [resource, amount] of Object.entries(resourcesOf(owner))) {
      const quantity = parseQuantity(amount)
      if (quantity === undefined) continue
      total.set(resource, (total.get(resource) ?? 0) + toMilliNumber(quantity) / MILLI)
    }
  }
  return total
}

/** The requests; a limit without one is one. */
function resourcesOf(owner: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  const limits = owner === undefined ? undefined : valueAt(owner, ['resources', 'limits'])
  const requests = owner === undefined ? undefined : valueAt(owner, ['resources', 'requests'])
  return { ...(isJsonObject(limits) ? limits : {}), ...(isJsonObject(requests) ? requests : {}) }
}

function doubledUntil(size: number, needed: number): number {
  return size >= needed ? size : doubledUntil(2 * size, needed)
}
