import {
  type Distribution,
  type Duration,
  type Node,
  entityKey,
  parseLabelSelector,
  sample,
  seconds,
  uniform,
} from '@seatrial/core'
import type { Drain, DrainOptions } from '@seatrial/controllers'
import type { Action } from '../format/scenario/scenario.ts'
import type { Cluster } from './cluster.ts'
import type { NodePools } from './node-pools.ts'
import type { NodeUpgrades } from './node-upgrades/node-upgrades.ts'
import { selectNodes } from './select-nodes.ts'
import { timelineError } from './timeline-error.ts'
import { type UserChanges, changeTaints } from './user-changes.ts'

const SHUTDOWN_GRACE = seconds(30)
const SHUTDOWN_GRACE_CRITICAL = seconds(10)
const KUBELET_RESTART = seconds(10)

/** An action that is about nodes. */
export type NodeAction = Extract<
  Action,
  { readonly nodes: unknown } | { readonly type: 'addNodes' | 'labelNode' | 'taintNode' }
>

/** What is done to each node by itself, whatever is done to others. */
type OneByOne = Exclude<Extract<Action, { readonly nodes: unknown }>, { type: 'upgradeNodes' }>

/** Does what a timeline says about nodes. */
export class NodeActions {
  readonly #cluster: Cluster
  readonly #changes: UserChanges
  readonly #pools: NodePools
  readonly #upgrades: NodeUpgrades

  constructor(options: {
    readonly cluster: Cluster
    readonly changes: UserChanges
    readonly pools: NodePools
    readonly upgrades: NodeUpgrades
  }) {
    this.#cluster = options.cluster
    this.#changes = options.changes
    this.#pools = options.pools
    this.#upgrades = options.upgrades
  }

  run(action: NodeAction): void {
    switch (action.type) {
      case 'labelNode':
        for (const [name, labels] of Object.entries(action.labels)) this.#labelNode(name, labels)
        return
      case 'taintNode':
        for (const [name, words] of Object.entries(action.taints)) {
          const node = this.#node(name)
          const taints = changeTaints(node.spec.taints, words)
          this.#changes.changeNode(node, { spec: { taints } })
        }
        return
      case 'addNodes': {
        const { type: _type, pool, ...shape } = action
        this.#pools.add(pool, shape)
        return
      }
      case 'upgradeNodes':
        this.#upgrade(action)
        return
      default:
        this.#runOnNodes(action)
    }
  }

  #upgrade({ nodes, ...settings }: Extract<Action, { readonly type: 'upgradeNodes' }>): void {
    const names = selectNodes(this.#cluster.server, nodes).map(({ metadata }) => metadata.name)
    this.#upgrades.begin(names, settings)
  }

  #runOnNodes(action: OneByOne): void {
    let drain: Drain | undefined
    for (const node of selectNodes(this.#cluster.server, action.nodes)) {
      const { name } = node.metadata
      switch (action.type) {
        case 'cordon':
          this.#changes.changeNode(node, { spec: { unschedulable: true } })
          break
        case 'uncordon':
          this.#changes.changeNode(node, { spec: { unschedulable: false } })
          break
        case 'drain':
          this.#changes.changeNode(node, { spec: { unschedulable: true } })
          drain = this.#cluster.drains.start(drainOptions(name, action), drain)
          break
        case 'removeNode':
          this.#pools.remove(name, { by: 'user', why: 'node removed' })
          break
        case 'crashNode':
          this.#pools.crash(name)
          if (action.for !== undefined) {
            this.#pools.recoverAfter(name, this.#outage(name, action.for))
          }
          break
        case 'shutdownNode':
          this.#shutDown(name, action)
          break
        case 'pullImages':
          for (const image of action.images) this.#cluster.kubelets.pullImage(name, image)
          break
        case 'restartKubelet':
          this.#cluster.kubelets.restartKubelet(
            name,
            action.for === undefined ? KUBELET_RESTART : this.#outage(name, action.for),
          )
          break
        case 'pressureNode': {
          const { resource = 'memory', pods = 1 } = action
          this.#cluster.pressure.begin({ nodeName: name, resource, pods })
          break
        }
        case 'reclaimNode':
          this.#pools.reclaim(name, action)
          break
        case 'recoverNode':
          this.#pools.recover(name)
          break
      }
    }
  }

  #shutDown(name: string, action: Extract<Action, { readonly type: 'shutdownNode' }>): void {
    const {
      gracePeriod: shutdownGracePeriod = SHUTDOWN_GRACE,
      criticalPods: shutdownGracePeriodCriticalPods = SHUTDOWN_GRACE_CRITICAL,
      for: outage,
    } = action
    this.#cluster.shutdowns.begin({
      nodeName: name,
      shutdownGracePeriod,
      shutdownGracePeriodCriticalPods,
      isOff: () => {
        if (outage !== undefined) this.#pools.recoverAfter(name, this.#outage(name, outage))
      },
    })
  }

  /** How long a node, or its kubelet, is away. */
  #outage(nodeName: string, length: Distribution): Duration {
    const outages = this.#cluster.streams.purpose('script/outage')
    return sample(length, uniform(outages, entityKey(nodeName), 0))
  }

  #labelNode(name: string, labels: Readonly<Record<string, string | null>>): void {
    const node = this.#node(name)
    const changed: Record<string, string> = { ...node.metadata.labels }
    for (const [label, value] of Object.entries(labels)) {
      if (value === null) delete changed[label]
      else changed[label] = value
    }
    this.#changes.changeNode(node, { labels: changed })
  }

  #node(name: string): Node {
    const node = this.#cluster.server.get('nodes', '', name)
    if (node !== undefined) return node
    throw timelineError('a node that exists at that time', JSON.stringify(name))
  }
}

function drainOptions(
  nodeName: string,
  action: Extract<Action, { readonly type: 'drain' }>,
): DrainOptions {
  return {
    nodeName,
    gracePeriod: action.gracePeriod,
    timeout: action.timeout,
    ignoreDaemonSets: action.ignoreDaemonSets ?? true,
    deleteEmptyDirData: action.deleteEmptyDirData ?? true,
    force: action.force ?? false,
    disableEviction: action.disableEviction ?? false,
    podSelector:
      action.podSelector === undefined ? undefined : parseLabelSelector(action.podSelector),
  }
}
