import { type Duration, type EventKind, PHASES } from '@seatrial/core'
import type { NodePool } from '../format/scenario/scenario.ts'
import type { Cluster } from './cluster.ts'
import { type NodeShape, makeNodes } from './make-nodes.ts'

const CAUSE = { by: 'user', why: '' }

/** The pools of a cluster's nodes: they grow by slots, and crashed machines come back. */
export class NodePools {
  readonly #cluster: Cluster
  readonly #shapes = new Map<string, NodeShape>()
  readonly #slots = new Map<string, number>()
  readonly #returning: (string | undefined)[] = []
  readonly #returns: EventKind

  constructor(cluster: Cluster) {
    this.#cluster = cluster
    this.#returns = cluster.simulation.defineEvent('NodeReturns', PHASES.clusterTimer, (slot) => {
      const name = this.#returning[slot]
      if (name !== undefined) cluster.kubelets.startNode(name)
    })
  }

  /** The pools as the cluster has them at the start. */
  create(pools: readonly NodePool[]): void {
    for (const { name, ...shape } of pools) {
      this.#shapes.set(name, shape)
      this.#grow(name, shape)
    }
  }

  /** More nodes: of an existing pool's shape, changed by what is given, or of a shape of their own. */
  add(pool: string | undefined, shape: Partial<NodeShape>): void {
    const name = pool ?? this.#newName()
    const known = this.#shapes.get(name)
    this.#grow(name, {
      ...EMPTY_SHAPE,
      ...known,
      ...withoutEmpty(shape),
      count: shape.count ?? shape.names?.length ?? 1,
    })
  }

  /** The machine comes back after that time. */
  recoverAfter(nodeName: string, delay: Duration): void {
    this.#returning.push(nodeName)
    this.#cluster.simulation.scheduleAfter(delay, this.#returns, this.#returning.length - 1)
  }

  #grow(pool: string, shape: NodeShape): void {
    const firstSlot = this.#slots.get(pool) ?? 0
    const nodes = makeNodes(pool, shape, { firstSlot, now: this.#cluster.simulation.now })
    this.#slots.set(pool, firstSlot + nodes.length)
    for (const { node } of nodes) this.#cluster.server.create(node, CAUSE)
  }

  #newName(): string {
    return `pool-${this.#slots.size}`
  }
}

const EMPTY_SHAPE: NodeShape = {
  zones: [],
  labels: {},
  capacity: { cpu: '8', memory: '32Gi', pods: '110' },
  taints: [],
}

/** What an action leaves out has been filled in as empty; empty takes nothing from the pool. */
function withoutEmpty(shape: Partial<NodeShape>): Partial<NodeShape> {
  return Object.fromEntries(
    Object.entries(shape).filter(
      ([, value]) =>
        value !== undefined && !(typeof value === 'object' && Object.keys(value).length === 0),
    ),
  )
}
