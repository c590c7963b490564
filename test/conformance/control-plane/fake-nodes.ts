import {
  type ApiServer,
  type ChangeListener,
  HeartbeatClock,
  type JsonObject,
  type Kubelets,
  NEVER_YET,
  type Node,
  type NodeHeartbeats,
  PHASES,
  type SimTime,
  type Simulation,
  type StoredChange,
  type WallTime,
  Alarms,
  minutes,
  readNode,
  reportedConditions,
  seconds,
} from '@seatrial/core'
import type { FakeKubelets } from './fake-kubelets.ts'

const CAUSE = { by: 'kubelet', why: '' }
const SUPPLY_LABEL = 'kubelet'

/** The power supplies on which nodes hang. */
const SUPPLIES = ['a', 'b']

/** How long a kubelet waits at most for the next regular post of its status. */
const STATUS_PERIOD = minutes(5)

/** Every node has this much, whatever its manifest says. */
const CAPACITY = { cpu: '8', memory: '32Gi', pods: '110' }

/**
 * The machines behind the nodes of a recording: the label `kubelet` says on which power supply a node
 * hangs, and whether a kubelet stands behind it at all.
 */
export class FakeNodes implements ChangeListener {
  readonly #server: ApiServer
  readonly #simulation: Simulation
  readonly #machines: Kubelets
  readonly #heartbeats: NodeHeartbeats
  readonly #kubelets: FakeKubelets
  readonly #leaseSeconds: number
  readonly #firstRenewal: SimTime
  readonly #returns: Alarms<string>
  readonly #posts: Alarms<string>

  constructor(options: {
    readonly server: ApiServer
    readonly simulation: Simulation
    readonly machines: Kubelets
    readonly heartbeats: NodeHeartbeats
    readonly leaseSeconds: number
    /** When the leases of the nodes that are there from the start are renewed for the first time. */
    readonly firstRenewal: SimTime
    readonly kubelets: FakeKubelets
  }) {
    const { simulation, machines, kubelets } = options
    this.#server = options.server
    this.#simulation = simulation
    this.#machines = machines
    this.#heartbeats = options.heartbeats
    this.#kubelets = kubelets
    this.#leaseSeconds = options.leaseSeconds
    this.#firstRenewal = options.firstRenewal
    const alarm = (name: string, ring: (nodeName: string) => void): Alarms<string> =>
      new Alarms(simulation, { name, phase: PHASES.clusterTimer, ring })
    this.#returns = alarm('FakeKubeletReturns', (nodeName) => {
      machines.startNode(nodeName)
      kubelets.nodePosted(nodeName)
    })
    this.#posts = alarm('FakeKubeletRegisters', (nodeName) => {
      this.#post(nodeName)
      kubelets.restorePower(nodeName)
    })
    options.server.subscribe(this, ['nodes'])
  }

  /** Puts a node into the store that is Ready before the recording begins. */
  load(manifest: JsonObject, epoch: WallTime): void {
    const node = readNode(manifest, epoch)
    const conditions = reportedConditions(node, true, this.#simulation.now)
    this.#server.create({ ...node, status: { ...node.status, ...MACHINE, conditions } }, CAUSE)
    this.#startClocks(node.metadata.name, this.#firstRenewal)
  }

  /** Leases, statuses and pod work of the nodes of a supply end at once. */
  losePower(supply: string): void {
    for (const name of this.#nodesOn(supply)) {
      this.#machines.stopNode(name)
      this.#kubelets.losePower(name)
    }
  }

  /**
   * A kubelet that starts again handles its pods at once. It finds its old lease, and tries with each
   * renewal that would be due to take it over, which it may when the lease is over; then it posts its node.
   */
  restorePower(supply: string): void {
    const { now } = this.#simulation
    const period = seconds(this.#leaseSeconds / 4)
    for (const name of this.#nodesOn(supply)) {
      const lastRenewal = this.#heartbeats.lastUntil(name, 'lease', now)
      const leaseOver = lastRenewal + seconds(this.#leaseSeconds)
      const tries = Math.max(1, Math.ceil((leaseOver - now) / period))
      this.#kubelets.restorePower(name)
      this.#returns.setAt((now + tries * period) as SimTime, name)
    }
  }

  changed({ type, object, previous }: StoredChange): void {
    const node = object as Node
    if (this.#server.isLoading || type === 'DELETED' || !hasKubelet(node)) return
    if (previous !== undefined && hasKubelet(previous as Node)) return
    this.#posts.setAt(this.#simulation.now, node.metadata.name)
  }

  #post(name: string): void {
    const node = this.#server.get('nodes', '', name)
    if (node === undefined || !this.#machines.isUp(name)) return
    const conditions = reportedConditions(node, true, this.#simulation.now)
    const metadata = { ...node.metadata, resourceVersion: 0 }
    const status = { ...node.status, ...MACHINE, conditions }
    this.#startClocks(name, this.#simulation.now)
    this.#server.updateStatus({ ...node, metadata, status }, CAUSE)
  }

  #startClocks(name: string, firstRenewal: SimTime): void {
    const { now } = this.#simulation
    const leasePeriod = seconds(this.#leaseSeconds / 4)
    this.#heartbeats.setClocks(name, {
      lease: new HeartbeatClock(leasePeriod, firstRenewal, now),
      status: new HeartbeatClock(STATUS_PERIOD, now, NEVER_YET),
    })
  }

  *#nodesOn(supply: string): Generator<string> {
    for (const { metadata } of this.#server.list('nodes').values()) {
      if (metadata.labels[SUPPLY_LABEL] === supply) yield metadata.name
    }
  }
}

/** Whether a kubelet stands behind a Node object. */
export function hasKubelet({ metadata }: Node): boolean {
  return SUPPLIES.includes(metadata.labels[SUPPLY_LABEL] ?? '')
}

/** What a fake kubelet tells of its machine. */
const MACHINE = {
  capacity: CAPACITY,
  allocatable: CAPACITY,
  other: {
    addresses: [{ type: 'InternalIP', address: '192.168.0.1' }],
    nodeInfo: {
      architecture: 'amd64',
      containerRuntimeVersion: 'fake://1.0',
      kernelVersion: '6.0',
      kubeletVersion: 'v1.37.2',
      osImage: 'fake',
    },
  },
}
