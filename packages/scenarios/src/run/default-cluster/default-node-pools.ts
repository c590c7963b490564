import { formatObjectReference } from '../../format/language/object-reference.ts'
import type { Manifest } from '../../format/manifests/manifest.ts'
import { valueAt } from '../../format/paths/field-path.ts'
import type { NodePool } from '../../format/scenario/scenario.ts'
import { nodeCapacity } from './node-capacity.ts'
import { type PlacementNeed, meetBoth, placementNeedOf } from './placement-need.ts'
import { volumePlaces } from './volume-places.ts'

const ZONES = ['a', 'b', 'c']
const NODES_MIN = 5

/**
 * The nodes that a set of manifests needs when nobody says what the cluster looks like.
 *
 * There is one pool for workloads whose wishes go together. It has a node for each pod of its
 * StatefulSets, so that pods which keep apart find room, or else its part of `count`, the number of
 * all nodes, and room for Deployments and Jobs, too; they take turns in three zones unless the manifests
 * name zones, or have volumes in some. A workload that comes twice, as it is and as it will be, counts once, with what it needs
 * most. Nodes on which pods or volumes among the manifests already are have their names.
 */
export function defaultNodePools(
  manifests: readonly Manifest[],
  count?: number,
): readonly NodePool[] {
  const groups = groupByNeed(manifests)
  const volumes = volumePlaces(manifests)
  const known = [...new Set([...nodesInUse(manifests), ...volumes.nodes])]
  const zones = volumes.zones.length === 0 ? ZONES : volumes.zones
  return groups.map((group, index) => {
    const name = groups.length === 1 ? 'node' : `node-${index}`
    const names = index === 0 ? known : []
    const wanted =
      count === undefined
        ? Math.max(NODES_MIN, replicasOf(group))
        : shareOf(count, groups.length, index)
    return poolOf(group, { name, names, count: Math.max(wanted, names.length), zones })
  })
}

/** The kinds of which nodes must have room for the pods. */
const TAKES_ROOM: ReadonlySet<string> = new Set(['StatefulSet', 'DaemonSet', 'Deployment', 'Job'])

/** Workloads whose pods can share nodes. */
interface NodeGroup {
  readonly need: PlacementNeed
  readonly workloads: readonly Manifest[]
}

/** Each workload joins the first group that it goes together with. */
function groupByNeed(manifests: readonly Manifest[]): readonly NodeGroup[] {
  const groups: NodeGroup[] = []
  for (const workload of manifests) {
    if (!TAKES_ROOM.has(workload.kind)) continue
    const own = placementNeedOf(workload)
    const index = groups.findIndex(({ need }) => meetBoth(need, own) !== undefined)
    const group = groups[index] ?? { need: own, workloads: [] }
    groups[index === -1 ? groups.length : index] = {
      need: meetBoth(group.need, own) ?? own,
      workloads: [...group.workloads, workload],
    }
  }
  return groups.length === 0 ? [{ need: { labels: {}, zones: [] }, workloads: [] }] : groups
}

/** What a pool is besides what its workloads need. */
interface PoolPlan {
  readonly name: string
  /** Of nodes that are known by name. */
  readonly names: readonly string[]
  readonly count: number
  /** For workloads that ask for none. */
  readonly zones: readonly string[]
}

function poolOf({ need, workloads }: NodeGroup, { name, names, count, zones }: PoolPlan): NodePool {
  const more = Array.from({ length: count - names.length }, (_, index) => `${name}-${index}`)
  return {
    name,
    count,
    ...(names.length === 0 ? {} : { names: [...names, ...more] }),
    zones: need.zones.length === 0 ? zones : need.zones,
    labels: need.labels,
    capacity: nodeCapacity(
      workloads.map((workload) => ({
        workload,
        podsOnNode: workload.kind === 'DaemonSet' ? 1 : Math.ceil(replicasIn(workload) / count),
      })),
    ),
    taints: [],
    images: [],
  }
}

/** The pods of the group's StatefulSets, each set as large as it ever is. */
function replicasOf({ workloads }: NodeGroup): number {
  const replicas = new Map<string, number>()
  for (const workload of workloads) {
    if (workload.kind !== 'StatefulSet') continue
    const name = formatObjectReference(workload)
    replicas.set(name, Math.max(replicas.get(name) ?? 0, replicasIn(workload)))
  }
  return [...replicas.values()].reduce((sum, each) => sum + each, 0)
}

function replicasIn({ kind, object }: Manifest): number {
  const replicas = valueAt(object, ['spec', kind === 'Job' ? 'parallelism' : 'replicas'])
  return typeof replicas === 'number' ? replicas : 1
}

/** One of `parts` nearly equal parts of a number of nodes, one node at least. */
function shareOf(count: number, parts: number, index: number): number {
  return Math.max(1, Math.floor(count / parts) + (index < count % parts ? 1 : 0))
}

/** The nodes to which pods are bound, each once. */
function nodesInUse(manifests: readonly Manifest[]): readonly string[] {
  const names = manifests
    .filter(({ kind }) => kind === 'Pod')
    .map(({ object }) => valueAt(object, ['spec', 'nodeName']))
  return [...new Set(names.filter((name) => typeof name === 'string' && name !== ''))] as string[]
}
