import { PHASES } from '../kernel/phases.ts'
import type { EventKind } from '../kernel/simulation.ts'
import type { TraceEntry } from './churn-options.ts'
import type { ChurnWorld } from './churn-world.ts'
import type { MachineSlot } from './machine.ts'

/**
 * Does to machines what a trace says happened to others. Its nodes are slots: whatever machine is in the
 * slot of the node that first had the name. What does not fit (a line about a node that is not there, a
 * second failure) changes nothing.
 */
export class TraceReplay {
  readonly #world: ChurnWorld
  /** In order of time. */
  readonly #trace: readonly TraceEntry[]
  readonly #due: EventKind

  constructor(trace: readonly TraceEntry[], world: ChurnWorld) {
    this.#world = world
    this.#trace = trace.toSorted((one, other) => one.time - other.time)
    this.#due = world.simulation.defineEvent('Churn/trace', PHASES.clusterTimer, (index) => {
      this.#expect(index + 1)
      this.#replay(this.#trace[index] as TraceEntry)
    })
    this.#expect(0)
  }

  #expect(index: number): void {
    const entry = this.#trace[index]
    if (entry !== undefined) this.#world.simulation.scheduleAt(entry.time, this.#due, index)
  }

  #replay({ node, event }: TraceEntry): void {
    const { fleet, hands } = this.#world
    const slot = fleet.slotOfNode(node)
    if (slot === undefined) return
    const { machine } = slot
    if (machine === undefined) {
      if (event === 'join') this.#join(slot)
      return
    }
    const { nodeName, state } = machine
    switch (event) {
      case 'fail':
        if (state === 'down' || state === 'off') return
        machine.state = 'down'
        hands.stop(nodeName)
        return
      case 'recover':
        if (state !== 'down') return
        hands.start(nodeName)
        fleet.begin(machine)
        return
      case 'notice':
        if (state !== 'up') return
        machine.state = 'noticed'
        hands.evacuate(nodeName)
        return
      case 'terminate':
        hands.terminate(nodeName)
        fleet.leave(nodeName)
        return
      case 'join':
    }
  }

  #join(slot: MachineSlot): void {
    slot.generation++
    this.#world.hands.provide(slot.pool, slot.number, slot.generation)
  }
}
