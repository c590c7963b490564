import { type Node, type SimTime, type Taint, UNSET, toApiTime } from '@seatrial/core'
import type { NodePool } from '../format/scenario/scenario.ts'
import { kubeletLabels } from './registered-node.ts'

/** A node to be, and who it is to chance: its pool and its slot there. */
export interface PooledNode {
  readonly node: Node
  readonly pool: string
  readonly slot: number
}

/** What the new nodes of a pool have in common; the fields of a pool or of the action addNodes. */
export type NodeShape = Omit<NodePool, 'name' | 'taints'> & { readonly taints: readonly Taint[] }

/** The nodes of a pool, ready, with the slots from `firstSlot` on. */
export function makeNodes(
  pool: string,
  shape: NodeShape,
  options: { readonly firstSlot: number; readonly now: SimTime },
): readonly PooledNode[] {
  const count = shape.count ?? shape.names?.length ?? 1
  return Array.from({ length: count }, (_, index) => {
    const slot = options.firstSlot + index
    const name = shape.names?.[index] ?? `${pool}-${slot}`
    return { node: makeNode(name, shape, slot, options.now), pool, slot }
  })
}

/** One node of a shape, as its kubelet registers it when it is ready. */
export function makeNode(name: string, shape: NodeShape, slot: number, now: SimTime): Node {
  const zone = shape.zones[slot % Math.max(1, shape.zones.length)]
  return {
    kind: 'Node',
    metadata: {
      name,
      namespace: '',
      uid: '',
      resourceVersion: 0,
      generation: 0,
      creationTimestamp: toApiTime(now),
      deletionTimestamp: UNSET,
      labels: {
        ...kubeletLabels(name),
        ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
        ...shape.labels,
      },
      annotations: {},
      ownerReferences: [],
      finalizers: [],
    },
    spec: { unschedulable: false, taints: shape.taints },
    status: {
      capacity: shape.capacity,
      allocatable: shape.capacity,
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          lastTransitionTime: toApiTime(now),
        },
      ],
      other: {},
    },
  }
}
