import type { SimTime } from '../kernel/time.ts'
import type { EventKind } from '../kernel/simulation.ts'
import { type EntityKey, entityKey } from '../kernel/entity-key.ts'
import { PullLanes } from './pull-lanes.ts'

/** What a node can run short of. */
export type NodeResource = 'memory' | 'disk' | 'pids'

/** Nothing is short, shared. */
export const NO_PRESSURES: ReadonlySet<NodeResource> = new Set()

/** What the kubelets keep of one node. */
export class NodeSlot {
  readonly number: number
  readonly name: string
  readonly key: EntityKey
  /** False while the machine is silent: nothing on it happens, nothing is reported. */
  isUp = true
  /** The machine is going to be switched off: its kubelet takes in no pod any more. */
  isShuttingDown = false
  /** What the node runs short of. */
  pressures: ReadonlySet<NodeResource> = NO_PRESSURES
  /** It is only the kubelet that is down: the containers run on. */
  isKubeletDown = false
  /** The step of each pod that would have happened since, in the order in which they were due. */
  putOff: Map<number, EventKind> | undefined = undefined
  /** Where its image pulls wait for each other. */
  readonly pulls: PullLanes
  /** The status manager writes one pod after the other; free from here on. */
  statusFreeAt = 0 as SimTime
  /** The first of the chain of pods that run here, −1 for none. */
  newestPod = -1

  constructor(number: number, name: string, parallelPulls = 1) {
    this.number = number
    this.name = name
    this.pulls = new PullLanes(parallelPulls)
    this.key = entityKey(name)
  }
}

/** The nodes by name and by a dense number, which a name keeps even if its node object comes and goes. */
export class NodeSlots {
  readonly #slots: NodeSlot[] = []
  readonly #byName = new Map<string, NodeSlot>()
  readonly #parallelPulls: number

  /** @param parallelPulls how many images a node pulls at once */
  constructor(parallelPulls = 1) {
    this.#parallelPulls = parallelPulls
  }

  /** The slot of a node, made when it is first asked for. */
  of(name: string): NodeSlot {
    let slot = this.#byName.get(name)
    if (slot === undefined) {
      slot = new NodeSlot(this.#slots.length, name, this.#parallelPulls)
      this.#slots.push(slot)
      this.#byName.set(name, slot)
    }
    return slot
  }

  byNumber(number: number): NodeSlot {
    return this.#slots[number] as NodeSlot
  }
}
