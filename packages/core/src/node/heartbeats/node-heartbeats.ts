import { type Node, nodeReadiness } from '../../api/node.ts'
import { entityKey } from '../../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../../kernel/random-streams.ts'
import { type Duration, NEVER, START, type SimTime, minutes, seconds } from '../../kernel/time.ts'
import type { ApiServer } from '../../store/api-server.ts'
import type { ChangeListener, StoredChange } from '../../store/stored-change.ts'
import type { NodeHealthListener } from '../kubelet.ts'
import { HeartbeatClock, NEVER_YET } from './heartbeat-clock.ts'

/** A kubelet renews its lease that often; a little less often by its jitter. */
const LEASE_PERIOD: Duration = seconds(10)
const LEASE_JITTER = 0.04

/** A kubelet that has nothing new to report posts its status that often. */
const STATUS_PERIOD: Duration = minutes(5)

/** A lease that is renewed, and a status that is posted. */
export type HeartbeatKind = 'lease' | 'status'

/** Signs of life of nodes, as whoever watches them asks for. */
export interface HeartbeatSource {
  /** The last heartbeat of a kind up to that instant; `NEVER_YET` when there was none. */
  lastUntil(nodeName: string, kind: HeartbeatKind, time: SimTime): SimTime
  /** No two signs of life lie further apart from now on; `NEVER` when none follows. */
  longestGap(nodeName: string): Duration
  /** Wants to know when a node's heartbeats stop or begin. */
  listen(listener: HeartbeatListener): void
  /** Does not want to know any more. */
  unlisten(listener: HeartbeatListener): void
}

export interface HeartbeatListener {
  heartbeatsChanged(nodeName: string): void
}

/** The heartbeats of one node. */
export type NodeClocks = { readonly [Kind in HeartbeatKind]: HeartbeatClock }

/**
 * The heartbeats of all kubelets (spec B1): leases and statuses, each with a phase of its own that chance
 * gives to the node. None of them is ever an event or a stored change.
 *
 * A node that was there at the start has been alive before; one that comes later begins with its arrival.
 * A Node object without a Ready condition was made by hand: no machine stands behind it.
 */
export class NodeHeartbeats implements HeartbeatSource, NodeHealthListener, ChangeListener {
  readonly #clocks = new Map<string, NodeClocks>()
  readonly #listeners = new Set<HeartbeatListener>()
  readonly #server: ApiServer
  readonly #phase: Purpose
  readonly #jitter: Purpose

  constructor(server: ApiServer, streams: RandomStreams) {
    this.#server = server
    this.#phase = streams.purpose('node/heartbeatPhase')
    this.#jitter = streams.purpose('node/leaseJitter')
    server.subscribe(this, ['nodes'])
  }

  listen(listener: HeartbeatListener): void {
    this.#listeners.add(listener)
  }

  unlisten(listener: HeartbeatListener): void {
    this.#listeners.delete(listener)
  }

  lastUntil(nodeName: string, kind: HeartbeatKind, time: SimTime): SimTime {
    return this.#clocks.get(nodeName)?.[kind].lastUntil(time) ?? NEVER_YET
  }

  longestGap(nodeName: string): Duration {
    const clocks = this.#clocks.get(nodeName)
    if (clocks === undefined) return NEVER as number as Duration
    const { now } = this.#server
    return Math.min(clocks.lease.longestGap(now), clocks.status.longestGap(now)) as Duration
  }

  /** Gives a node clocks of one's own making. */
  setClocks(nodeName: string, clocks: NodeClocks): void {
    this.#clocks.set(nodeName, clocks)
    this.#tell(nodeName)
  }

  silent(nodeName: string, since: SimTime): void {
    this.stop(nodeName, since, ['lease', 'status'])
  }

  /** The kubelet renews its lease and posts its status as soon as it runs. */
  returned(nodeName: string): void {
    const clocks = this.#clocks.get(nodeName)
    if (clocks === undefined) return
    clocks.lease.restart(this.#server.now)
    clocks.status.restart(this.#server.now)
    this.#tell(nodeName)
  }

  /** Some of a node's heartbeats stop. */
  stop(nodeName: string, since: SimTime, kinds: readonly HeartbeatKind[]): void {
    const clocks = this.#clocks.get(nodeName)
    if (clocks === undefined) return
    for (const kind of kinds) clocks[kind].stop(since)
    this.#tell(nodeName)
  }

  /** The kubelet has posted a status because something in it is new. */
  posted(nodeName: string): void {
    const clocks = this.#clocks.get(nodeName)
    if (clocks === undefined) return
    clocks.status.restart(this.#server.now)
    this.#tell(nodeName)
  }

  changed({ type, object }: StoredChange): void {
    const node = object as Node
    const { name } = node.metadata
    if (type === 'DELETED') this.#clocks.delete(name)
    else if (type === 'ADDED' && nodeReadiness(node) !== '' && !this.#clocks.has(name)) {
      this.setClocks(name, this.#drawClocks(name, this.#server.now))
    }
  }

  #drawClocks(nodeName: string, now: SimTime): NodeClocks {
    const node = entityKey(nodeName)
    const jitter = 1 + LEASE_JITTER * uniform(this.#jitter, node, 0)
    const leasePeriod = Math.round(LEASE_PERIOD * jitter) as Duration
    return {
      lease: this.#clock(leasePeriod, uniform(this.#phase, node, 0), now),
      status: this.#clock(STATUS_PERIOD, uniform(this.#phase, node, 1), now),
    }
  }

  #clock(period: Duration, phase: number, now: SimTime): HeartbeatClock {
    const first = now > START ? now : Math.floor(phase * period) - period
    return new HeartbeatClock(period, first as SimTime, NEVER_YET)
  }

  #tell(nodeName: string): void {
    for (const listener of this.#listeners) listener.heartbeatsChanged(nodeName)
  }
}
