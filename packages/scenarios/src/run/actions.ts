import { type Duration, Pod, formatTimestamp, wallTimeAt } from '@seatrial/core'
import { withValueAt } from '../format/manifests/manifest-change.ts'
import type { Action } from '../format/scenario/scenario.ts'
import type { Kubectl } from '../kubectl/kubectl.ts'
import { printRequestIn } from '../kubectl/print-requests.ts'
import { ApiSlowness } from './api-slowness.ts'
import type { Cluster } from './cluster.ts'
import { podOverrides } from './latency-overrides.ts'
import { NodeActions } from './node-actions.ts'
import type { NodePools } from './node-pools.ts'
import type { NodeUpgrades } from './node-upgrades/node-upgrades.ts'
import { timelineError } from './timeline-error.ts'
import type { UserChanges } from './user-changes.ts'
import { workloadChanges } from './workload-changes.ts'

/** What a printing action asks for, at the instant at which it does. */
export type PrintHandler = (command: string) => void

const CLAIM_SIZE = ['spec', 'resources', 'requests', 'storage']

/** Does what a timeline says. Each action is done at once, by the user. */
export class Actions {
  readonly #cluster: Cluster
  readonly #changes: UserChanges
  readonly #kubectl: Kubectl
  readonly #nodes: NodeActions
  readonly #print: PrintHandler
  readonly #slowness: ApiSlowness

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
    this.#nodes = new NodeActions(options)
    this.#print = options.print
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
      case 'setLatency':
        this.#cluster.latencies.override(podOverrides(action.latency))
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
        this.#nodes.run(action)
    }
  }

  /**
   * A command that only looks prints. What kubectl refuses at once ends the run; what takes a while, such
   * as a drain, goes on beside it.
   */
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

  #wallTime(): string {
    const { simulation, options } = this.#cluster
    return formatTimestamp(wallTimeAt(options.epoch, simulation.now))
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
