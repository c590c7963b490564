import {
  Alarms,
  type EventHandle,
  type EventKind,
  type HeartbeatSource,
  type Node,
  PHASES,
  type Pod,
  type SimTime,
  type StoredChange,
  compareText,
  milliseconds,
  nodeReadiness,
} from '@seatrial/core'
import type { ControllerEnvironment } from '../runtime/controller-environment.ts'
import { type FirstPass, PassClock } from '../runtime/pass-clock.ts'
import type { PodDirectory } from '../runtime/pod-directory.ts'
import type { CheckContext } from './check-context.ts'
import { MonitorPass } from './monitor-pass.ts'
import { NoExecuteTainter } from './no-execute-tainter.ts'
import { NoScheduleTainter } from './no-schedule-tainter.ts'
import { NodeCheck } from './node-check.ts'
import { hasWrongNoExecuteTaints, noExecuteTaintsOf } from './node-taints.ts'
import { NodeEvents } from './node-events.ts'
import { NodeWatch } from './node-watch.ts'
import { PodMarking } from './pod-marking.ts'
import { type NodeLifecycleSettings, defaultNodeLifecycleSettings } from './settings.ts'
import type { WatchedNode } from './watched-node.ts'
import { Zones } from './zones.ts'

export interface NodeLifecycleOptions extends Omit<ControllerEnvironment, 'workers'> {
  /** The pods of the same informer, by node. */
  readonly pods: PodDirectory
  readonly heartbeats: HeartbeatSource
  /** When the loops begin. */
  readonly firstPass: FirstPass
  /** Flags that differ from the release's defaults. */
  readonly settings?: Partial<NodeLifecycleSettings>
}

const CONFLICT_PAUSE = milliseconds(20)

/**
 * Finds nodes that have fallen silent, says so in their conditions and their pods', and keeps their
 * taints (SPEC.md). A pass of its loop looks only at the nodes that have given it a reason to; a pass
 * without any never happens.
 */
export class NodeLifecycleController {
  readonly settings: NodeLifecycleSettings
  readonly #options: NodeLifecycleOptions
  readonly #clock: PassClock
  readonly #events: NodeEvents
  readonly #watch: NodeWatch
  readonly #zones: Zones
  readonly #noSchedule: NoScheduleTainter
  readonly #tainter: NoExecuteTainter
  readonly #retries: Alarms<NodeCheck>
  readonly #context: CheckContext
  readonly #passEvent: EventKind
  /** Nodes that the next pass looks at. */
  readonly #due = new Set<string>()
  /** Nodes that the next pass misses. */
  readonly #removed = new Set<string>()
  #plannedAt: SimTime | undefined
  #plannedPass: EventHandle | undefined
  #running: MonitorPass | undefined
  #isFirstPass = true
  /** Nodes whose taints are being taken off since all zones are lost. */
  #clearing = 0

  constructor(options: NodeLifecycleOptions) {
    const { simulation, client, informers, heartbeats, firstPass } = options
    this.#options = options
    this.settings = { ...defaultNodeLifecycleSettings(options.behaviours), ...options.settings }
    this.#clock = new PassClock('node-monitor', this.settings.monitorPeriod, firstPass)
    this.#events = new NodeEvents(options.recorder)
    this.#zones = new Zones(this.settings)
    this.#noSchedule = new NoScheduleTainter(simulation, client, informers.nodes)
    const { nodes } = informers
    this.#tainter = new NoExecuteTainter({ simulation, client, nodes, firstTick: firstPass })
    this.#watch = new NodeWatch({
      simulation,
      heartbeats,
      clock: this.#clock,
      settings: this.settings,
      wake: ({ name }) => this.#lookAt(name, this.#clock.next(simulation.now)),
    })
    this.#retries = new Alarms(simulation, {
      name: 'NodeCheckRetry',
      phase: PHASES.clusterTimer,
      ring: (check) => check.retry(),
    })
    // A pass sees everything that its instant has delivered.
    this.#passEvent = simulation.defineEvent('NodeMonitorPass', PHASES.workerStart, () =>
      this.#runPass(),
    )
    this.#context = this.#makeContext()
    informers.nodes.addHandler({ changed: (change) => this.#nodeChanged(change) })
    informers.pods.addHandler({ changed: (change) => this.#podChanged(change) })
    this.#planAt(this.#clock.atOrAfter(simulation.now))
  }

  /** The controller does nothing more, whatever it had planned. */
  stop(): void {
    if (this.#plannedPass !== undefined) this.#options.simulation.cancel(this.#plannedPass)
    this.#noSchedule.loop.stop()
    this.#watch.stop()
    this.#tainter.stop()
    this.#retries.clear()
  }

  #nodeChanged({ type, object, previous }: StoredChange): void {
    const node = object as Node
    const before = previous as Node | undefined
    const { name } = node.metadata
    const next = this.#clock.after(this.#options.simulation.now)
    if (type === 'DELETED') {
      this.#removed.add(name)
      this.#planAt(next)
    } else if (
      before === undefined ||
      nodeReadiness(before) !== nodeReadiness(node) ||
      before.metadata.labels !== node.metadata.labels ||
      hasWrongNoExecuteTaints(node)
    ) {
      this.#lookAt(name, next)
    }
  }

  /** A pod that comes to a node which is known not to be ready is not ready either. */
  #podChanged({ type, object, previous }: StoredChange): void {
    const pod = object as Pod
    if (pod.nodeName === (previous as Pod | undefined)?.nodeName || type === 'DELETED') return
    const readiness = this.#watch.get(pod.nodeName)?.readiness ?? ''
    if (readiness === '' || readiness === 'True') return
    const { client, recorder } = this.#options
    new PodMarking([pod], { client, recorder, ended: () => {} }).start()
  }

  #lookAt(nodeName: string, pass: SimTime): void {
    this.#due.add(nodeName)
    this.#planAt(pass)
  }

  /** While a pass runs, its end plans the next one. */
  #planAt(time: SimTime): void {
    if (this.#running !== undefined) return
    if (this.#plannedAt !== undefined && this.#plannedAt <= time) return
    const { simulation } = this.#options
    if (this.#plannedPass !== undefined) simulation.cancel(this.#plannedPass)
    this.#plannedAt = time
    this.#plannedPass = simulation.scheduleAt(time, this.#passEvent, 0)
  }

  #runPass(): void {
    this.#plannedAt = undefined
    this.#plannedPass = undefined
    for (const name of takeAll(this.#removed)) this.#forget(name)
    const checks: NodeCheck[] = []
    for (const name of takeAll(this.#due)) {
      const node = this.#options.informers.nodes.get('', name)
      if (node === undefined) continue
      const watched = this.#watch.get(name) ?? this.#register(node)
      checks.push(new NodeCheck(watched, this.#context))
    }
    this.#isFirstPass = false
    this.#running = new MonitorPass(checks, () => this.#evaluateZones())
    this.#running.start()
  }

  /** The nodes of the first pass have been known to the controller before the run began. */
  #register(node: Node): WatchedNode {
    if (!this.#isFirstPass) this.#events.registered(node)
    return this.#watch.add(node)
  }

  #forget(nodeName: string): void {
    const watched = this.#watch.get(nodeName)
    if (watched === undefined) return
    watched.place?.zone.queue.remove(nodeName)
    if (watched.place !== undefined) this.#zones.leave(watched.place)
    this.#watch.delete(watched)
    this.#events.removing(nodeName)
  }

  #evaluateZones(): void {
    const change = this.#zones.evaluate(this.#options.simulation.now)
    for (const zone of this.#zones.all()) this.#tainter.plan(zone)
    this.#clearing = 1
    if (change === 'all-lost') this.#clearAllTaints()
    if (change === 'some-back') this.#watch.forgiveAll()
    this.#cleared()
  }

  /** All zones are lost: rather the controller is cut off than all nodes. Nobody is evicted. */
  #clearAllTaints(): void {
    for (const { name, place, readiness } of this.#watch.all()) {
      place?.zone.queue.remove(name)
      if (readiness !== 'True') this.#due.add(name)
      const node = this.#options.informers.nodes.get('', name)
      if (node === undefined || noExecuteTaintsOf(node).length === 0) continue
      this.#clearing++
      this.#tainter.clear(node, { taintsChanged: () => this.#cleared() })
    }
  }

  #cleared(): void {
    this.#clearing--
    if (this.#clearing > 0) return
    const { now } = this.#options.simulation
    this.#running = undefined
    this.#clock.ended(now)
    if (this.#due.size + this.#removed.size > 0) this.#planAt(this.#clock.after(now))
  }

  #makeContext(): CheckContext {
    const { simulation, informers, pods, client, recorder, behaviours } = this.#options
    return {
      get now() {
        return simulation.now
      },
      nodes: informers.nodes,
      pods,
      client,
      recorder,
      events: this.#events,
      tainter: this.#tainter,
      noExecuteSamePass: behaviours.noExecuteSamePass,
      isSilent: (watched, node) => this.#watch.isSilent(watched, node),
      place: (watched, node) => this.#place(watched, node),
      retryLater: (check) => {
        this.#retries.setAt((simulation.now + CONFLICT_PAUSE) as SimTime, check)
      },
      checkEnded: (check) => this.#checkEnded(check),
    }
  }

  #place(watched: WatchedNode, node: Node): void {
    const readiness = nodeReadiness(node)
    if (watched.place !== undefined) this.#zones.leave(watched.place)
    const place = this.#zones.enter(node, readiness === 'True')
    if (watched.place !== undefined && watched.place.zone !== place.zone) {
      watched.place.zone.queue.remove(watched.name)
    }
    watched.place = place
    if (watched.readiness === '' && readiness !== '') {
      watched.probedAt = this.#options.simulation.now
    }
    watched.readiness = readiness
  }

  #checkEnded({ watched, node, hasFailed }: NodeCheck): void {
    if (node !== undefined) this.#watch.expect(watched, node)
    if (hasFailed || watched.hasUnmarkedPods) this.#due.add(watched.name)
    this.#running?.checkEnded()
  }
}

/** Empties a set of names and gives them in order. */
function takeAll(names: Set<string>): readonly string[] {
  const taken = [...names].sort(compareText)
  names.clear()
  return taken
}
