import { type JsonObject, isJsonObject, parseQuantity, toMilliNumber } from '@seatrial/core'
import { childOf } from '../format/paths/field-path.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import type { NodePool } from '../format/scenario/scenario.ts'

/** Nodes of a cluster that only has DaemonSets. */
const DAEMON_NODES = 5
const ZONES = ['a', 'b', 'c']

/**
 * The nodes that a set of manifests needs when nobody says what the cluster looks like: one pool for
 * each distinct node selector, with one node for each pod of its largest StatefulSet (anti-affinity and
 * spreading can then always be met), in three zones, each large enough for one pod of every workload.
 */
export function defaultNodePools(
  manifests: readonly Manifest[],
  count?: number,
): readonly NodePool[] {
  const workloads = manifests.filter(({ kind }) => kind === 'StatefulSet' || kind === 'DaemonSet')
  const selectors = distinctSelectors(workloads)
  const capacity = neededCapacity(workloads)
  return selectors.map((labels, index) => {
    const pods = workloads
      .filter(({ kind, object }) => kind === 'StatefulSet' && isSame(selectorOf(object), labels))
      .map(({ object }) => replicasOf(object))
    return {
      name: selectors.length === 1 ? 'node' : `node-${index}`,
      count: count ?? Math.max(DAEMON_NODES, ...pods),
      zones: ZONES,
      labels,
      capacity,
      taints: [],
    }
  })
}

function distinctSelectors(workloads: readonly Manifest[]): readonly Record<string, string>[] {
  const distinct: Record<string, string>[] = []
  for (const { object } of workloads) {
    const selector = selectorOf(object)
    if (!distinct.some((known) => isSame(known, selector))) distinct.push(selector)
  }
  return distinct.length === 0 ? [{}] : distinct
}

/** The labels that a pod template asks of its node: its selector, and what its required affinity lists first. */
function selectorOf(object: JsonObject): Record<string, string> {
  const spec = podSpecOf(object)
  const labels: Record<string, string> = {}
  const required = at(
    spec,
    'affinity',
    'nodeAffinity',
    'requiredDuringSchedulingIgnoredDuringExecution',
  )
  for (const term of list(childOf(required, 'nodeSelectorTerms')).slice(0, 1)) {
    for (const requirement of list(childOf(term, 'matchExpressions'))) {
      const key = childOf(requirement, 'key')
      const operator = childOf(requirement, 'operator')
      const [value] = list(childOf(requirement, 'values'))
      if (typeof key !== 'string') continue
      if (operator === 'In' && typeof value === 'string') labels[key] = value
      if (operator === 'Exists') labels[key] = 'true'
    }
  }
  const selector = childOf(spec, 'nodeSelector')
  for (const [key, value] of Object.entries(isJsonObject(selector) ? selector : {})) {
    labels[key] = String(value)
  }
  return labels
}

/** Room for one pod of every workload, and as much again. */
function neededCapacity(workloads: readonly Manifest[]): Readonly<Record<string, string>> {
  const needed = new Map([
    ['cpu', 4_000],
    ['memory', 16 * 1_073_741_824_000],
  ])
  for (const { object } of workloads) {
    for (const container of list(childOf(podSpecOf(object), 'containers'))) {
      const requests =
        at(container, 'resources', 'requests') ?? at(container, 'resources', 'limits')
      for (const [resource, amount] of Object.entries(isJsonObject(requests) ? requests : {})) {
        const quantity = parseQuantity(String(amount))
        if (quantity === undefined) continue
        needed.set(resource, (needed.get(resource) ?? 0) + 2 * toMilliNumber(quantity))
      }
    }
  }
  const capacity: Record<string, string> = { pods: '110' }
  for (const [resource, milli] of needed) capacity[resource] = String(Math.ceil(milli / 1_000))
  return capacity
}

function replicasOf(object: JsonObject): number {
  const replicas = at(object, 'spec', 'replicas')
  return typeof replicas === 'number' ? replicas : 1
}

function podSpecOf(object: JsonObject): JsonObject {
  const spec = at(object, 'spec', 'template', 'spec')
  return isJsonObject(spec) ? spec : {}
}

function at(
  value: JsonObject[string] | undefined,
  ...keys: readonly string[]
): JsonObject[string] | undefined {
  let found = value
  for (const key of keys) found = childOf(found, key)
  return found
}

function list(value: JsonObject[string] | undefined): readonly JsonObject[string][] {
  return Array.isArray(value) ? (value as readonly JsonObject[string][]) : []
}

function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key])
}
