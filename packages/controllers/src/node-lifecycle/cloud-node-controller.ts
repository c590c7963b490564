import {
  type ApiRequest,
  type ApiResult,
  type EventKind,
  type Node,
  PHASES,
  type Requester,
  type StoredChange,
  compareText,
  nodeReadiness,
  seconds,
} from '@seatrial/core'
import type {
  ControllerEnvironment,
  ControllerInformers,
} from '../runtime/controller-environment.ts'
import { type FirstPass, PassClock } from '../runtime/pass-clock.ts'

export interface CloudNodeOptions extends Pick<ControllerEnvironment, 'simulation' | 'client'> {
  readonly informers: Pick<ControllerInformers, 'nodes'>
  /** When its loop begins. */
  readonly firstPass: FirstPass
}

/** `--node-monitor-period` of the cloud controller manager. */
const MONITOR_PERIOD = seconds(5)

/**
 * The part of the cloud controller manager that takes the Node objects of vanished machines away (spec B5):
 * every five seconds it asks the cloud about the nodes that are not Ready. A pass that would ask about no
 * vanished machine never happens.
 */
export class CloudNodeController implements Requester {
  readonly #options: CloudNodeOptions
  readonly #clock: PassClock
  readonly #pass: EventKind
  /** Nodes whose machines the cloud does not know any more. */
  readonly #vanished = new Set<string>()
  #isPassPlanned = false

  constructor(options: CloudNodeOptions) {
    const { simulation, informers } = options
    this.#options = options
    this.#clock = new PassClock('cloud-node-monitor', MONITOR_PERIOD, options.firstPass)
    this.#pass = simulation.defineEvent('CloudNodePass', PHASES.workerStart, () => this.#run())
    informers.nodes.addHandler({ changed: (change) => this.#nodeChanged(change) })
  }

  /** The machine behind the node is gone for good. */
  vanished(nodeName: string): void {
    this.#vanished.add(nodeName)
    const node = this.#options.informers.nodes.get('', nodeName)
    if (node !== undefined && isDoubtful(node)) this.#plan()
  }

  answered(_request: ApiRequest, _result: ApiResult): void {
    // A node that could not be deleted is found again by its next change.
  }

  #nodeChanged({ type, object }: StoredChange): void {
    const node = object as Node
    const { name } = node.metadata
    if (!this.#vanished.has(name)) return
    if (type === 'DELETED') this.#vanished.delete(name)
    else if (isDoubtful(node)) this.#plan()
  }

  #plan(): void {
    if (this.#isPassPlanned) return
    this.#isPassPlanned = true
    const { simulation } = this.#options
    simulation.scheduleAt(this.#clock.after(simulation.now), this.#pass, 0)
  }

  #run(): void {
    this.#isPassPlanned = false
    for (const name of [...this.#vanished].sort(compareText)) {
      const node = this.#options.informers.nodes.get('', name)
      if (node === undefined || !isDoubtful(node)) continue
      this.#options.client.send(
        {
          verb: 'delete',
          resource: 'nodes',
          subresource: '',
          namespace: '',
          name,
          uid: node.metadata.uid,
          why: 'the cloud does not know its machine any more',
        },
        this,
      )
    }
    this.#clock.ended(this.#options.simulation.now)
  }
}

/** The cloud is asked only about nodes that say they are not ready, or of which nothing is known. */
function isDoubtful(node: Node): boolean {
  return nodeReadiness(node) !== 'True'
}
