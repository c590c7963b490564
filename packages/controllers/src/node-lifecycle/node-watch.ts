import {
  Alarms,
  type HeartbeatKind,
  type HeartbeatListener,
  type HeartbeatSource,
  NEVER_YET,
  type Node,
  PHASES,
  type SimTime,
  type Simulation,
  fromApiTime,
  nodeReadiness,
} from '@seatrial/core'
import type { PassClock } from '../runtime/pass-clock.ts'
import type { NodeLifecycleSettings } from './settings.ts'
import { WatchedNode } from './watched-node.ts'

export interface NodeWatchOptions {
  readonly simulation: Simulation
  readonly heartbeats: HeartbeatSource
  /** When the passes come: a heartbeat is seen by the next one. */
  readonly clock: PassClock
  readonly settings: NodeLifecycleSettings
  /** A node may have become silent by now: the next pass must look at it. */
  readonly wake: (watched: WatchedNode) => void
}

/**
 * The nodes that the controller knows, and when each was last seen alive: by the pass after its last
 * heartbeat (spec B1). Healthy nodes cost nothing; for a node whose heartbeats have stopped, the pass that
 * will miss them is worked out.
 */
export class NodeWatch implements HeartbeatListener {
  readonly #options: NodeWatchOptions
  readonly #watched = new Map<string, WatchedNode>()
  readonly #deadlines: Alarms<WatchedNode>

  constructor(options: NodeWatchOptions) {
    this.#options = options
    this.#deadlines = new Alarms(options.simulation, {
      name: 'NodeGraceIsOver',
      phase: PHASES.clusterTimer,
      ring: (watched) => {
        watched.deadline = undefined
        options.wake(watched)
      },
    })
    options.heartbeats.listen(this)
  }

  /** Watches no longer. */
  stop(): void {
    this.#options.heartbeats.unlisten(this)
    this.#deadlines.clear()
  }

  get(nodeName: string): WatchedNode | undefined {
    return this.#watched.get(nodeName)
  }

  /** All known nodes, in the order in which they came. */
  all(): IterableIterator<WatchedNode> {
    return this.#watched.values()
  }

  /** A pass sees a node for the first time. */
  add(node: Node): WatchedNode {
    const { name, creationTimestamp } = node.metadata
    const { now } = this.#options.simulation
    const probedAt = nodeReadiness(node) === '' ? fromApiTime(creationTimestamp) : now
    const watched = new WatchedNode(name, probedAt)
    this.#watched.set(name, watched)
    return watched
  }

  delete(watched: WatchedNode): void {
    this.#cancelDeadline(watched)
    this.#watched.delete(watched.name)
  }

  /** Nothing has been heard of the node for its grace period. */
  isSilent(watched: WatchedNode, node: Node): boolean {
    const { now } = this.#options.simulation
    return now >= this.#lastProbe(watched) + this.#graceOf(node)
  }

  /** Sets the deadline of a node that may fall silent; of one that cannot, or already is, none. */
  expect(watched: WatchedNode, node: Node): void {
    this.#cancelDeadline(watched)
    const { clock, heartbeats } = this.#options
    const grace = this.#graceOf(node)
    const isRegular = heartbeats.longestGap(watched.name) + clock.period <= grace
    if (isRegular || nodeReadiness(node) === 'Unknown') return
    const deadline = clock.atOrAfter((this.#lastProbe(watched) + grace) as SimTime)
    watched.deadline = this.#deadlines.setAt(this.#notPast(deadline), watched)
  }

  /** Every node gets a fresh grace period. */
  forgiveAll(): void {
    for (const watched of this.#watched.values()) watched.probedAt = this.#options.simulation.now
  }

  heartbeatsChanged(nodeName: string): void {
    const watched = this.#watched.get(nodeName)
    if (watched !== undefined) this.#options.wake(watched)
  }

  /** The last pass that has taken the node for alive. */
  #lastProbe({ name, probedAt }: WatchedNode): SimTime {
    const { now } = this.#options.simulation
    const lease = this.#passOf(name, 'lease', now)
    const status = this.#passOf(name, 'status', now)
    return Math.max(probedAt, lease, status, this.#echoOf(name, status)) as SimTime
  }

  /**
   * A pass that sees a new status but no new lease forgets the lease, so that the next pass takes the
   * old one for new. Recorded so; nobody meant it.
   */
  #echoOf(nodeName: string, statusPass: SimTime): SimTime {
    const { clock, simulation } = this.#options
    if (statusPass === NEVER_YET || !this.#forgetsLease(nodeName, statusPass)) return NEVER_YET
    const echo = clock.after(statusPass)
    return echo <= simulation.now ? echo : NEVER_YET
  }

  /** Of several such passes in a row, each second one only finds the lease again. */
  #forgetsLease(nodeName: string, statusPass: SimTime): boolean {
    let pass = statusPass
    let isForgotten = false
    while (this.#passOf(nodeName, 'status', pass) === pass) {
      const leasePass = this.#passOf(nodeName, 'lease', pass)
      if (leasePass === pass || leasePass === NEVER_YET) break
      isForgotten = !isForgotten
      pass = (pass - this.#options.clock.period) as SimTime
    }
    return isForgotten
  }

  /** The pass that has seen the last heartbeat up to that time. */
  #passOf(nodeName: string, kind: HeartbeatKind, time: SimTime): SimTime {
    const { clock, heartbeats } = this.#options
    const beat = heartbeats.lastUntil(nodeName, kind, time)
    return beat === NEVER_YET ? NEVER_YET : clock.atOrAfter(beat)
  }

  #graceOf(node: Node): number {
    const { gracePeriod, startupGracePeriod } = this.#options.settings
    return nodeReadiness(node) === '' ? startupGracePeriod : gracePeriod
  }

  #notPast(time: SimTime): SimTime {
    return Math.max(time, this.#options.simulation.now) as SimTime
  }

  #cancelDeadline(watched: WatchedNode): void {
    if (watched.deadline !== undefined) this.#deadlines.cancel(watched.deadline)
    watched.deadline = undefined
  }
}
