import { type Machine, MachineSlot } from './machine.ts'

/** Whoever wants to know of machines that come and go. */
export interface FleetListener {
  /** A machine begins a life: it has joined, or is back. */
  started(machine: Machine): void
  /** A machine has left, by whoever's hand. */
  left(machine: Machine): void
}

/** All machines by their slots. */
export class Fleet {
  readonly #slots: MachineSlot[] = []
  readonly #slotByName = new Map<string, MachineSlot>()
  readonly #slotByNode = new Map<string, MachineSlot>()
  readonly #machines = new Map<string, Machine>()
  readonly #listeners: FleetListener[] = []

  listen(listener: FleetListener): void {
    this.#listeners.push(listener)
  }

  /** The slot with this index. */
  slot(index: number): MachineSlot {
    return this.#slots[index] as MachineSlot
  }

  /** All slots that ever had a machine, in the order in which they came. */
  slots(): readonly MachineSlot[] {
    return this.#slots
  }

  /** The slot of the node that had that name, whatever is in it by now. */
  slotOfNode(nodeName: string): MachineSlot | undefined {
    return this.#slotByNode.get(nodeName)
  }

  /** The machine behind a node. */
  machineOf(nodeName: string): Machine | undefined {
    return this.#machines.get(nodeName)
  }

  /** A machine has joined, of that generation in its slot (0 is the first). */
  enter(pool: string, number: number, generation: number, nodeName: string, zone = ''): void {
    const slot = this.#slotOf(pool, number)
    const machine: Machine = { slot, nodeName, zone, state: 'up' }
    this.#slotByNode.set(nodeName, slot)
    slot.machine = machine
    slot.generation = Math.max(slot.generation, generation)
    this.#machines.set(nodeName, machine)
    this.begin(machine)
  }

  /** A machine begins a life. */
  begin(machine: Machine): void {
    machine.state = 'up'
    machine.slot.lifeCount++
    for (const listener of this.#listeners) listener.started(machine)
  }

  /** A node has been taken out of the cluster, or its machine is gone. */
  leave(nodeName: string): void {
    const machine = this.#machines.get(nodeName)
    if (machine === undefined) return
    this.#machines.delete(nodeName)
    machine.state = 'gone'
    if (machine.slot.machine === machine) machine.slot.machine = undefined
    for (const listener of this.#listeners) listener.left(machine)
  }

  #slotOf(pool: string, number: number): MachineSlot {
    const name = `${pool}/${number}`
    let slot = this.#slotByName.get(name)
    if (slot === undefined) {
      slot = new MachineSlot(pool, number, this.#slots.length)
      this.#slotByName.set(name, slot)
      this.#slots.push(slot)
    }
    return slot
  }
}
