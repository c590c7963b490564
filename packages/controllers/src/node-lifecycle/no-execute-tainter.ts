import {
  type ApiClient,
  type EventHandle,
  type EventKind,
  type Informer,
  NEVER,
  type Node,
  PHASES,
  type SimTime,
  type Simulation,
  milliseconds,
  nodeReadiness,
} from '@seatrial/core'
import { type FirstPass, PassClock } from '../runtime/pass-clock.ts'
import { type TaintPlan, hasTaint, noExecuteTaintFor, noExecuteTaintsOf } from './node-taints.ts'
import { TaintChange, type TaintChangeListener } from './taint-change.ts'
import type { Zone } from './zones.ts'

/** How often the queues of the zones are looked at. */
const TICK_PERIOD = milliseconds(100)

/** A zone whose queue is going to be looked at. */
interface PlannedTick {
  readonly zone: Zone
  time: SimTime
  handle: EventHandle | undefined
}

/**
 * Puts NoExecute taints on lost nodes, zone by zone, no faster than each zone's limit allows (spec B2). A tick
 * that would find nothing to do never happens.
 */
export class NoExecuteTainter {
  readonly #simulation: Simulation
  readonly #client: ApiClient
  readonly #nodes: Informer<'nodes'>
  readonly #ticks: PassClock
  readonly #tick: EventKind
  readonly #planned: PlannedTick[] = []

  constructor(options: {
    readonly simulation: Simulation
    readonly client: ApiClient
    readonly nodes: Informer<'nodes'>
    readonly firstTick: FirstPass
  }) {
    this.#simulation = options.simulation
    this.#client = options.client
    this.#nodes = options.nodes
    this.#ticks = new PassClock('no-execute', TICK_PERIOD, options.firstTick)
    this.#tick = this.#simulation.defineEvent('NoExecuteTick', PHASES.workerStart, (index) =>
      this.#work(this.#planned[index]!),
    )
  }

  /** Taints nobody any more. */
  stop(): void {
    for (const { handle } of this.#planned) {
      if (handle !== undefined) this.#simulation.cancel(handle)
    }
  }

  /** Queues a node for the taint that its readiness calls for. */
  queue(zone: Zone, nodeName: string): void {
    zone.queue.add(nodeName)
    this.plan(zone)
  }

  /** Works out when the zone's queue must be looked at next, after its length or its rate has changed. */
  plan(zone: Zone): void {
    const { now } = this.#simulation
    const due = zone.queue.length === 0 ? NEVER : zone.limiter.availableAt
    const time = due > now ? this.#tickAt(due) : this.#ticks.after(now)
    const index = this.#indexOf(zone)
    const planned = this.#planned[index]!
    if (planned.time === time) return
    if (planned.handle !== undefined) this.#simulation.cancel(planned.handle)
    planned.time = time
    planned.handle =
      time === NEVER ? undefined : this.#simulation.scheduleAt(time, this.#tick, index)
  }

  /** Gives a node at once the taint for its readiness in the place of the opposite one. */
  swap(node: Node, listener: TaintChangeListener): void {
    const taints = noExecuteTaintFor(nodeReadiness(node))
    const plan =
      taints === undefined ? NOTHING : { add: [taints.wanted], remove: [taints.opposite] }
    this.#change(node, plan, listener, 'its readiness has changed its kind')
  }

  /** Takes both taints off a node. */
  clear(node: Node, listener: TaintChangeListener): void {
    const plan = { add: [], remove: noExecuteTaintsOf(node) }
    this.#change(node, plan, listener, 'pods may stay')
  }

  #work(planned: PlannedTick): void {
    const { zone } = planned
    planned.time = NEVER
    planned.handle = undefined
    while (zone.queue.length > 0 && zone.limiter.tryAccept(this.#simulation.now)) {
      const nodeName = zone.queue.take()
      const node = nodeName === undefined ? undefined : this.#nodes.get('', nodeName)
      if (node !== undefined) this.#taint(zone, node)
    }
    this.plan(zone)
  }

  /** A node that is ready again by now is passed over. */
  #taint(zone: Zone, node: Node): void {
    const taints = noExecuteTaintFor(nodeReadiness(node))
    if (taints === undefined) return
    const { wanted, opposite } = taints
    const plan = { add: [wanted], remove: hasTaint(node, opposite) ? [opposite] : [] }
    const listener: TaintChangeListener = {
      taintsChanged: ({ nodeName }, isDone) => {
        if (isDone) return
        zone.queue.retry(nodeName)
        this.plan(zone)
      },
    }
    this.#change(node, plan, listener, 'the node is lost')
  }

  #change({ metadata }: Node, plan: TaintPlan, listener: TaintChangeListener, why: string): void {
    new TaintChange(metadata.name, plan, { client: this.#client, listener, why }).start()
  }

  #tickAt(due: SimTime): SimTime {
    return due === NEVER ? NEVER : this.#ticks.atOrAfter(due)
  }

  #indexOf(zone: Zone): number {
    const index = this.#planned.findIndex((planned) => planned.zone === zone)
    if (index >= 0) return index
    return this.#planned.push({ zone, time: NEVER, handle: undefined }) - 1
  }
}

const NOTHING = { add: [], remove: [] }
