import {
  type KubernetesProfile,
  type Node,
  type SimTime,
  type Taint,
  UNSET,
  toApiTime,
} from '@seatrial/core'
import type { NodePool } from '../format/scenario/scenario.ts'
import { nodeInfoOf } from './node-info.ts'
import { kubeletLabels } from './registered-node.ts'

/** A node to be, and who it is to chance: its pool and its slot there. */
export interface PooledNode {
  readonly node: Node
  readonly pool: string
  readonly slot: number
}

/** What the new nodes of a pool have in common; the fields of a pool or of the action addNodes. */
export type NodeShape = Omit<NodePool, 'name' | 'taints'> & { readonly taints: readonly Taint[] }

/** When nodes are registered, and by kubelets of which release. */
export interface Registration {
  readonly now: SimTime
  readonly release: KubernetesProfile
}

/** The nodes of a pool, ready, with the slots from `firstSlot` on. */
export function makeNodes(
  pool: string,
  shape: NodeShape,
  options: { readonly firstSlot: number } & Registration,
): readonly PooledNode[] {
  const count = shape.count ?? shape.names?.length ?? 1
  const shared = sharedParts(shape, options)
  return Array.from({ length: count }, (_, index) => {
    const slot = options.firstSlot + index
    const name = shape.names?.[index] ?? `${pool}-${slot}`
    return { node: assemble(name, shape, slot, shared), pool, slot }
  })
}

/** One node of a shape, as its kubelet registers it when it is ready. */
export function makeNode(
  name: string,
  shape: NodeShape,
  slot: number,
  registration: Registration,
): Node {
  return assemble(name, shape, slot, sharedParts(shape, registration))
}

type SharedParts = Pick<Node, 'spec' | 'status'> & { readonly metadata: Node['metadata'] }

/** What all nodes have in common that a pool gets at one instant: they are many, and never change. */
function sharedParts(shape: NodeShape, { now, release }: Registration): SharedParts {
  const time = toApiTime(now)
  return {
    metadata: {
      name: '',
      namespace: '',
      uid: '',
      resourceVersion: 0,
      generation: 0,
      creationTimestamp: time,
      deletionTimestamp: UNSET,
      labels: {},
      annotations: {},
      ownerReferences: [],
      finalizers: [],
    },
    spec: { unschedulable: false, taints: shape.taints },
    status: {
      capacity: shape.capacity,
      allocatable: shape.capacity,
      conditions: [
        { type: 'Ready', status: 'True', reason: 'KubeletReady', lastTransitionTime: time },
      ],
      other: { nodeInfo: nodeInfoOf(release) },
    },
  }
}

function assemble(
  name: string,
  shape: NodeShape,
  slot: number,
  { metadata, spec, status }: SharedParts,
): Node {
  const zone = shape.zones[slot % Math.max(1, shape.zones.length)]
  const labels = {
    ...kubeletLabels(name),
    ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
    ...shape.labels,
  }
  return { kind: 'Node', metadata: { ...metadata, name, labels }, spec, status }
}
