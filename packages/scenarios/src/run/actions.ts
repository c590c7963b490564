import {
  type Distribution,
  type Duration,
  type Node,
  Pod,
  entityKey,
  sample,
  seconds,
  uniform,
  wallTimeAt,
  formatTimestamp,
} from '@seatrial/core'
import type { Drain, DrainOptions } from '@seatrial/controllers'
import { withValueAt } from '../format/manifests/manifest-change.ts'
import type { Action } from '../format/scenario/scenario.ts'
import { InputError, InputErrors } from '../input-error.ts'
import type { Kubectl } from '../kubectl/kubectl.ts'
import { printRequestIn } from '../kubectl/print-requests.ts'
import { ApiSlowness } from './api-slowness.ts'
import type { Cluster } from './cluster.ts'
import { podOverrides } from './latency-overrides.ts'
import type { NodePools } from './node-pools.ts'
import type { NodeUpgrades } from './node-upgrades/node-upgrades.ts'
import { selectNodes } from './select-nodes.ts'
import { type UserChanges, changeTaints } from './user-changes.ts'
import { workloadChanges } from './workload-changes.ts'

/** What a printing action asks for, at the instant at which it does. */
export type PrintHandler = (command: string) => void

const CLAIM_SIZE = ['spec', 'resources', 'requests', 'storage']
const SHUTDOWN_GRACE = seconds(30)
const SHUTDOWN_GRACE_CRITICAL = seconds(10)
const KUBELET_RESTART = seconds(10)

/** What is done to each node by itself, whatever is done to others. */
type OneByOne = Exclude<Extract<Action, { readonly nodes: unknown }>, { type: 'upgradeNodes' }>

/** Does what a timeline says. Each action is done at once, by the user. */
export class Actions {
  readonly #cluster: Cluster
  readonly #changes: UserChanges
  readonly #kubectl: Kubectl
  readonly #pools: NodePools
  readonly #print: PrintHandler
  readonly #slowness: ApiSlowness
  readonly #upgrades: NodeUpgrades

  constructor(options: {
    readonly cluster: Cluster
    readonly changes: UserChanges
    readonly kubectl: Kubectl
    readonly pools: NodePools
    readonly upgrades: NodeUpgrades
    readonly print: PrintHandler
  }) {
    this.#cluster = options.cluster
    this.#changes = options.changes
    this.#kubectl = options.kubectl
    this.#pools = options.pools
    this.#print = options.print
    this.#upgrades = options.upgrades
    const { simulation, latencies } = options.cluster
    this.#slowness = new ApiSlowness(simulation, latencies)
  }

  run(action: Action): void {
    switch (action.type) {
      case 'apply':
        for (const manifest of action.manifests) this.#changes.apply(manifest)
        return
      case 'delete':
        for (const reference of action.objects) {
          this.#changes.delete(reference, {
            propagation: PROPAGATION[('cascade' in action && action.cascade) || 'background'],
            ...('gracePeriod' in action ? graceOf(action.gracePeriod) : {}),
          })
        }
        return
      case 'setImage':
      case 'set':
      case 'scale':
      case 'patch':
      case 'restart':
        for (const { workload, change } of workloadChanges(action, this.#wallTime())) {
          this.#changes.change(workload, change)
        }
        return
      case 'deletePod':
        for (const name of action.pods) {
          const grace = 'gracePeriod' in action ? graceOf(action.gracePeriod) : {}
          this.#changes.delete({ kind: 'Pod', name }, grace)
        }
        return
      case 'failPod':
        for (const name of action.pods) {
          const pod = this.#changes.find({ kind: 'Pod', name })
          const exitCode = 'exitCode' in action ? action.exitCode : undefined
          if (pod instanceof Pod) this.#cluster.kubelets.crashPod(pod, exitCode ?? 1)
        }
        return
      case 'resizeClaim':
        for (const [name, size] of Object.entries(action.sizes)) {
          this.#changes.change({ kind: 'PersistentVolumeClaim', name }, (claim) =>
            withValueAt(claim, CLAIM_SIZE, size),
          )
        }
        return
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
      case 'setLatency':
        this.#cluster.latencies.override(podOverrides(action.latency))
        return
      case 'upgradeNodes':
        this.#upgrade(action)
        return
      case 'slowApi':
        this.#slowness.begin(action)
        return
      case 'kubectl':
        for (const command of action.commands) this.#runKubectl(command)
        return
      case 'print':
        for (const command of action.commands) this.#print(command)
        return
      default:
        this.#runOnNodes(action)
    }
  }

  /** A command that only looks prints. What kubectl refuses at once ends the run; what takes a while, such as a drain, goes on beside it. */
  #runKubectl(command: string): void {
    const request = printRequestIn(command)
    if (request !== undefined) {
      this.#print(request)
      return
    }
    const { errors, exitCode } = this.#kubectl.run(command)
    if (exitCode === undefined || exitCode === 0) return
    throw timelineError('a command that succeeds', `${command}: ${errors.trimEnd()}`)
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
    if (node === undefined) throw missing(name, 'a node that exists at that time')
    return node
  }

  #wallTime(): string {
    const { simulation, options } = this.#cluster
    return formatTimestamp(wallTimeAt(options.epoch, simulation.now))
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
  }
}

const PROPAGATION = {
  background: 'Background',
  foreground: 'Foreground',
  orphan: 'Orphan',
} as const

function graceOf(gracePeriod: Duration | undefined): { readonly gracePeriodSeconds?: number } {
  return gracePeriod === undefined ? {} : { gracePeriodSeconds: Math.ceil(gracePeriod / 1_000_000) }
}

function missing(got: string, expected: string): InputErrors {
  return timelineError(expected, JSON.stringify(got))
}

function timelineError(expected: string, got: string): InputErrors {
  return new InputErrors([new InputError({ file: 'timeline', path: '', expected, got })])
}
