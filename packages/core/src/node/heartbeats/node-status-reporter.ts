import { toApiTime } from '../../api/api-time.ts'
import type { Node, NodeCondition } from '../../api/node.ts'
import type { ConditionStatus } from '../../api/pod.ts'
import { entityKey } from '../../kernel/entity-key.ts'
import { PHASES } from '../../kernel/phases.ts'
import type { EventKind, Simulation } from '../../kernel/simulation.ts'
import type { Duration, SimTime } from '../../kernel/time.ts'
import type { StageSampler } from '../../profiles/stage-samplers.ts'
import type { ApiServer } from '../../store/api-server.ts'
import type { NodeHealthListener } from '../kubelet.ts'
import { NO_PRESSURES, type NodeResource } from '../node-slots.ts'
import type { NodeHeartbeats } from './node-heartbeats.ts'

const CAUSE = { by: 'kubelet', why: '' }

/** What the kubelet says of its node besides Ready: of each resource, when there is enough, and when not. */
const PRESSURES: readonly PressureWords[] = [
  {
    resource: 'memory',
    type: 'MemoryPressure',
    enough: 'KubeletHasSufficientMemory',
    short: 'KubeletHasInsufficientMemory',
  },
  {
    resource: 'disk',
    type: 'DiskPressure',
    enough: 'KubeletHasNoDiskPressure',
    short: 'KubeletHasDiskPressure',
  },
  {
    resource: 'pids',
    type: 'PIDPressure',
    enough: 'KubeletHasSufficientPID',
    short: 'KubeletHasInsufficientPID',
  },
]

interface PressureWords {
  readonly resource: NodeResource
  readonly type: string
  readonly enough: string
  readonly short: string
}

/** Whether a machine is running, and what it runs short of. */
export interface Machines {
  isUp(nodeName: string): boolean
  pressuresOf(nodeName: string): ReadonlySet<NodeResource>
}

/**
 * Posts what kubelets have to say of their nodes when it is new: that a node is ready, or that it is not.
 * The posts that only repeat themselves are heartbeats, and never happen.
 */
export class NodeStatusReporter implements NodeHealthListener {
  readonly #simulation: Simulation
  readonly #server: ApiServer
  readonly #machines: Machines
  readonly #heartbeats: NodeHeartbeats
  readonly #apiWrite: StageSampler
  readonly #post: EventKind
  readonly #reports: (Report | undefined)[] = []
  readonly #reportCounts = new Map<string, number>()

  constructor(options: {
    readonly simulation: Simulation
    readonly server: ApiServer
    readonly machines: Machines
    readonly heartbeats: NodeHeartbeats
    readonly apiWrite: StageSampler
  }) {
    this.#simulation = options.simulation
    this.#server = options.server
    this.#machines = options.machines
    this.#heartbeats = options.heartbeats
    this.#apiWrite = options.apiWrite
    this.#post = this.#simulation.defineEvent('PostNodeStatus', PHASES.clusterTimer, (slot) => {
      const report = this.#reports[slot]
      this.#reports[slot] = undefined
      if (report !== undefined) this.#write(report)
    })
  }

  silent(_nodeName: string, _since: SimTime): void {
    // A machine that is down says nothing; others find out.
  }

  returned(nodeName: string): void {
    this.report(nodeName, true)
  }

  /** The kubelet finds its node ready, or not ready, and says so: a read and a write. */
  report(nodeName: string, isReady: boolean): void {
    const attempt = this.#reportCounts.get(nodeName) ?? 0
    this.#reportCounts.set(nodeName, attempt + 1)
    const latency = 2 * this.#apiWrite.draw(entityKey(nodeName), attempt)
    const slot = this.#reports.push({ nodeName, isReady }) - 1
    this.#simulation.scheduleAfter(latency as Duration, this.#post, slot)
  }

  #write({ nodeName, isReady }: Report): void {
    const node = this.#server.get('nodes', '', nodeName)
    if (node === undefined || !this.#machines.isUp(nodeName)) return
    const metadata = { ...node.metadata, resourceVersion: 0 }
    const pressures = this.#machines.pressuresOf(nodeName)
    const conditions = reportedConditions(node, isReady, this.#simulation.now, pressures)
    this.#server.updateStatus({ ...node, metadata, status: { ...node.status, conditions } }, CAUSE)
    this.#heartbeats.posted(nodeName)
  }
}

interface Report {
  readonly nodeName: string
  readonly isReady: boolean
}

/** The node's conditions after its kubelet has said whether it is ready; those of others stay. */
export function reportedConditions(
  node: Node,
  isReady: boolean,
  now: SimTime,
  pressures: ReadonlySet<NodeResource> = NO_PRESSURES,
): readonly NodeCondition[] {
  const said: readonly (readonly [string, ConditionStatus, string])[] = [
    ...PRESSURES.map(({ resource, type, enough, short }) =>
      pressures.has(resource)
        ? ([type, 'True', short] as const)
        : ([type, 'False', enough] as const),
    ),
    ['Ready', isReady ? 'True' : 'False', isReady ? 'KubeletReady' : 'KubeletNotReady'],
  ]
  const conditions = [...node.status.conditions]
  for (const [type, status, reason] of said) {
    const index = conditions.findIndex((condition) => condition.type === type)
    const old = conditions[index]
    const lastTransitionTime = old?.status === status ? old.lastTransitionTime : toApiTime(now)
    const condition = { type, status, reason, lastTransitionTime }
    if (index < 0) conditions.push(condition)
    else conditions[index] = condition
  }
  return conditions
}
