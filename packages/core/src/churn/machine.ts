import { type EntityKey, entityKey } from '../kernel/entity-key.ts'

/**
 * A place for a machine in a pool. Chance knows nodes by their slots: whatever machine is in it, the
 * weather is that of the slot, so that two policies meet the same.
 */
export class MachineSlot {
  readonly pool: string
  /** Its place in the pool. */
  readonly number: number
  /** Its place in the fleet. */
  readonly index: number
  readonly key: EntityKey
  /** The machine in it; undefined while there is none. */
  machine: Machine | undefined
  /** How many lives machines have begun here, repaired ones counted again. */
  lifeCount = 0
  /** The highest generation of a machine that has been here or is on its way. */
  generation = 0

  constructor(pool: string, number: number, index: number) {
    this.pool = pool
    this.number = number
    this.index = index
    this.key = entityKey(`${pool}/${number}`)
  }
}

/** What a machine is doing. */
export type MachineState =
  | 'up'
  /** Its cloud has given notice; it still runs. */
  | 'noticed'
  /** It has failed and may come back. */
  | 'down'
  /** It is off by plan: only by plan does it come back. */
  | 'off'
  /** It is gone for good. */
  | 'gone'

/** One machine in its slot, behind one node. */
export interface Machine {
  readonly slot: MachineSlot
  readonly nodeName: string
  /** '' where nobody says in which zone it is. */
  readonly zone: string
  state: MachineState
}

/** What happens to machines is done by these hands. */
export interface MachineHands {
  /** The machine stops; it may come back. */
  stop(nodeName: string): void
  /** The machine is back. */
  start(nodeName: string): void
  /** The machine stops and is gone for good: its cloud does not know it any more. */
  terminate(nodeName: string): void
  /** Who watches for notices has seen one: the node is cordoned and drained. */
  evacuate(nodeName: string): void
  /** A new machine joins in that slot; its node is to be reported to the fleet. */
  provide(pool: string, slot: number, generation: number): void
}
