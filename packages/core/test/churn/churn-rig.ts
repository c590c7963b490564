import type { ChurnOptions } from '../../src/churn/churn-options.ts'
import { Churn } from '../../src/churn/churn.ts'
import type { MachineHands } from '../../src/churn/machine.ts'
import { PHASES } from '../../src/kernel/phases.ts'
import { RandomStreams } from '../../src/kernel/random-streams.ts'
import { Simulation } from '../../src/kernel/simulation.ts'
import { type SimTime, minutes, toSeconds } from '../../src/kernel/time.ts'

/** One thing that was done to a machine. */
export interface Deed {
  readonly time: SimTime
  readonly what: 'stop' | 'start' | 'terminate' | 'evacuate' | 'provide'
  readonly node: string
}

/** Machines whose hands only write down what they do; new ones join at once. */
export class ChurnRig implements MachineHands {
  readonly simulation = new Simulation()
  readonly churn: Churn
  readonly deeds: Deed[] = []

  constructor(options: ChurnOptions, replication = 0) {
    const { simulation } = this
    const streams = new RandomStreams('churn', replication)
    const nodeProvision = { type: 'constant', value: minutes(4) } as const
    this.churn = new Churn(options, { simulation, streams, hands: this, nodeProvision })
  }

  /** Machines join the pool, with the slots from `first` on. */
  join(pool: string, count: number, first = 0): void {
    for (let slot = first; slot < first + count; slot++) {
      this.churn.fleet.enter(pool, slot, 0, `${pool}-${slot}`, zoneOf(slot))
    }
  }

  at(time: SimTime, action: () => void): void {
    const kind = this.simulation.defineEvent('Script', PHASES.script, action)
    this.simulation.scheduleAt(time, kind, 0)
  }

  stop(node: string): void {
    this.#note('stop', node)
  }

  start(node: string): void {
    this.#note('start', node)
  }

  terminate(node: string): void {
    this.#note('terminate', node)
  }

  evacuate(node: string): void {
    this.#note('evacuate', node)
  }

  provide(pool: string, slot: number, generation: number): void {
    const node = `${pool}-${slot}-${generation}`
    this.#note('provide', node)
    this.churn.fleet.enter(pool, slot, generation, node, zoneOf(slot))
  }

  /** When that was done, in seconds, to any node or to one. */
  secondsOf(what: Deed['what'], node?: string): readonly number[] {
    return this.deeds
      .filter((deed) => deed.what === what && (node === undefined || deed.node === node))
      .map(({ time }) => toSeconds(time))
  }

  #note(what: Deed['what'], node: string): void {
    this.deeds.push({ time: this.simulation.now, what, node })
  }
}

/** The slots take turns in three zones. */
function zoneOf(slot: number): string {
  return `zone-${slot % 3}`
}
