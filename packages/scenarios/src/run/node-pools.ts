import {
  type Cause,
  type ChangeListener,
  Churn,
  type Distribution,
  type Duration,
  type EventKind,
  type MachineHands,
  type Node,
  PHASES,
  type Replacement,
  type StoredChange,
  minutes,
} from '@seatrial/core'
import type { Churn as ChurnOptions } from '../format/scenario/churn.ts'
import { DEFAULT_CAPACITY } from '../format/scenario/node-pool.ts'
import type { Action, NodePool } from '../format/scenario/scenario.ts'
import type { Cluster } from './cluster.ts'
import { LateNodes, notReadyYet } from './late-nodes.ts'
import { type NodeShape, makeNode, makeNodes } from './make-nodes.ts'

const CAUSE = { by: 'user', why: '' }
const JOINED = { by: 'kubelet', why: 'a new machine has joined' }
const NOTICED = { by: 'node-termination-handler', why: 'its machine is about to be taken back' }

/** What whoever heeds the notice of a cloud tells the drain: everything must go. */
const EVACUATION = {
  ignoreDaemonSets: true,
  deleteEmptyDirData: true,
  force: true,
  disableEviction: false,
}

/**
 * The pools of a cluster's nodes and the machines behind them: pools grow by slots, machines fail, come
 * back, are taken back by their cloud and replaced, by the timeline or by chance.
 */
export class NodePools implements MachineHands, ChangeListener {
  readonly #cluster: Cluster
  readonly #churn: Churn
  readonly #shapes = new Map<string, NodeShape>()
  readonly #slots = new Map<string, number>()
  /** Who waits for a successor, by the slot. */
  readonly #awaited = new Map<number, (() => void)[]>()
  readonly #returning: (string | undefined)[] = []
  readonly #returns: EventKind
  readonly #late: LateNodes

  constructor(cluster: Cluster, churn: ChurnOptions) {
    const { simulation, streams, server, latencies } = cluster
    this.#cluster = cluster
    const nodeProvision = latencies.profile.stages.nodeProvision.distribution
    this.#churn = new Churn(churn, { simulation, streams, hands: this, nodeProvision })
    this.#returns = simulation.defineEvent('NodeReturns', PHASES.clusterTimer, (slot) => {
      const name = this.#returning[slot]
      if (name !== undefined) this.recover(name)
    })
    this.#late = new LateNodes(cluster)
    server.subscribe(this, ['nodes'])
  }

  /** The pools as the cluster has them at the start. */
  create(pools: readonly NodePool[]): void {
    for (const { name, ...shape } of pools) {
      this.#shapes.set(name, shape)
      this.#grow(name, shape)
    }
  }

  /** Machines stand also behind nodes that the scenario brought along: each is a pool of its own. */
  adopt(): void {
    for (const node of this.#cluster.server.list('nodes').values()) {
      const { name } = node.metadata
      if (this.#churn.fleet.machineOf(name) !== undefined) continue
      this.#shapes.set(name, shapeOf(node))
      this.#enter(name, 0, 0, node)
    }
  }

  /** More nodes: of an existing pool's shape, changed by what is given, or of a shape of their own. */
  add(pool: string | undefined, { count, names, readyAfter, ...given }: AddedNodes): void {
    const name = pool ?? this.#newName()
    const { names: _names, ...known } = this.#shapes.get(name) ?? EMPTY_SHAPE
    const shape: NodeShape = {
      ...known,
      ...given,
      capacity: { ...known.capacity, ...given.capacity },
      count: count ?? names?.length ?? 1,
      ...(names === undefined ? {} : { names }),
    }
    this.#grow(name, shape, readyAfter)
  }

  /** The machine stops without a warning; chance leaves it alone until it is back. */
  crash(nodeName: string): void {
    this.#churn.stop(nodeName)
  }

  /** The machine is back. */
  recover(nodeName: string): void {
    this.#churn.start(nodeName)
  }

  /** The cloud takes the machine back after a notice. */
  reclaim(nodeName: string, { notice = USUAL_NOTICE, replacement }: ReclaimedNodes): void {
    this.#churn.reclaim(nodeName, { notice, replacement })
  }

  /** A successor is asked for beside the node; `joined` is called when it is there. */
  replace(nodeName: string, replacement: Replacement, joined: () => void): void {
    const slot = this.#churn.fleet.slotOfNode(nodeName)
    if (slot === undefined) return
    this.#awaited.set(slot.index, [...(this.#awaited.get(slot.index) ?? []), joined])
    this.#churn.replace(nodeName, replacement)
  }

  /** The machine is given back, and the Node object with it. */
  remove(nodeName: string, cause: Cause): void {
    this.#cluster.kubelets.stopNode(nodeName)
    this.#cluster.server.delete('nodes', '', nodeName, {}, cause)
  }

  /** The nodes of some pools, or of all, in the order of their slots. */
  nodesOf(pools: readonly string[] | undefined): readonly string[] {
    return this.#churn.fleet
      .slots()
      .filter(({ pool }) => pools === undefined || pools.includes(pool))
      .flatMap(({ machine }) => (machine === undefined ? [] : [machine.nodeName]))
  }

  /** The machine comes back after that time. */
  recoverAfter(nodeName: string, delay: Duration): void {
    this.#returning.push(nodeName)
    this.#cluster.simulation.scheduleAfter(delay, this.#returns, this.#returning.length - 1)
  }

  stop(nodeName: string): void {
    this.#cluster.kubelets.stopNode(nodeName)
  }

  start(nodeName: string): void {
    this.#cluster.kubelets.startNode(nodeName)
  }

  terminate(nodeName: string): void {
    this.#cluster.kubelets.stopNode(nodeName)
    this.#cluster.cloud.vanished(nodeName)
  }

  evacuate(nodeName: string): void {
    const { server, drains } = this.#cluster
    const node = server.get('nodes', '', nodeName)
    if (node === undefined) return
    const metadata = { ...node.metadata, resourceVersion: 0 }
    server.update({ ...node, metadata, spec: { ...node.spec, unschedulable: true } }, NOTICED)
    drains.start({ nodeName, ...EVACUATION })
  }

  provide(pool: string, slot: number, generation: number): void {
    const shape = this.#shapes.get(pool)
    if (shape === undefined) return
    const { server, simulation, behaviours } = this.#cluster
    const name = `${shape.names?.[slot] ?? `${pool}-${slot}`}-r${generation}`
    const node = makeNode(name, shape, slot, { now: simulation.now, release: behaviours.release })
    this.#furnish(name, shape)
    server.create(node, JOINED)
    this.#enter(pool, slot, generation, node)
    const index = this.#churn.fleet.slotOfNode(name)?.index ?? -1
    const awaiting = this.#awaited.get(index) ?? []
    this.#awaited.delete(index)
    for (const joined of awaiting) joined()
  }

  changed({ type, object }: StoredChange): void {
    if (type === 'DELETED') this.#churn.fleet.leave((object as Node).metadata.name)
  }

  /** The machine brings some images along. */
  #furnish(nodeName: string, { images }: NodeShape): void {
    for (const image of images) this.#cluster.kubelets.putImage(nodeName, image)
  }

  #grow(pool: string, shape: NodeShape, readyAfter?: Distribution): void {
    const firstSlot = this.#slots.get(pool) ?? 0
    const { simulation, behaviours } = this.#cluster
    const registration = { now: simulation.now, release: behaviours.release }
    const nodes = makeNodes(pool, shape, { firstSlot, ...registration })
    if (!this.#shapes.has(pool)) this.#shapes.set(pool, shape)
    this.#slots.set(pool, firstSlot + nodes.length)
    for (const { node, slot } of nodes) {
      this.#furnish(node.metadata.name, shape)
      this.#cluster.server.create(readyAfter === undefined ? node : notReadyYet(node), CAUSE)
      this.#enter(pool, slot, 0, node)
      if (readyAfter !== undefined) this.#late.await(node.metadata.name, readyAfter)
    }
  }

  #enter(pool: string, slot: number, generation: number, { metadata }: Node): void {
    const zone = metadata.labels['topology.kubernetes.io/zone']
    this.#churn.fleet.enter(pool, slot, generation, metadata.name, zone)
  }

  #newName(): string {
    return `pool-${this.#slots.size}`
  }
}

/** How nodes are taken back. */
export type ReclaimedNodes = Extract<Action, { readonly type: 'reclaimNode' }>

/** What is said of nodes that join a pool. */
export type AddedNodes = Omit<Extract<Action, { readonly type: 'addNodes' }>, 'type' | 'pool'>

/** What a successor of the node has in common with it. */
function shapeOf({ metadata, spec, status }: Node): NodeShape {
  const { 'kubernetes.io/hostname': _own, ...labels } = metadata.labels
  return {
    names: [metadata.name],
    zones: [],
    labels,
    capacity: status.capacity,
    taints: spec.taints,
    images: [],
  }
}

const USUAL_NOTICE: Duration = minutes(2)

const EMPTY_SHAPE: NodeShape = {
  zones: [],
  labels: {},
  capacity: DEFAULT_CAPACITY,
  taints: [],
  images: [],
}
