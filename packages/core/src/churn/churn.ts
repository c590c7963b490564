import type { Distribution } from '../kernel/distributions/distribution.ts'
import type { RandomStreams } from '../kernel/random-streams.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { Duration } from '../kernel/time.ts'
import type { ChurnOptions, Replacement } from './churn-options.ts'
import type { ChurnWorld } from './churn-world.ts'
import { Fleet } from './fleet.ts'
import type { MachineHands } from './machine.ts'
import { NodeFailures } from './node-failures.ts'
import { Reclaims } from './reclaims.ts'
import { AT_ONCE, Replacements, timesOf } from './replacements.ts'
import { beginSpotInterruptions } from './spot-interruptions.ts'
import { TraceReplay } from './trace-replay.ts'
import { ZoneOutages } from './zone-outages.ts'

/**
 * What happens to machines by chance. All of it is drawn by slots and along absolute time: two runs with
 * the same seed meet the same weather, whatever else differs between them.
 */
export class Churn {
  readonly fleet: Fleet = new Fleet()
  readonly #world: ChurnWorld
  /** Whatever is taken back by plan and not by chance. */
  readonly #planned: Reclaims
  readonly #replacements: Replacements

  constructor(
    options: ChurnOptions,
    surroundings: {
      readonly simulation: Simulation
      readonly streams: RandomStreams
      readonly hands: MachineHands
      /** How long a new machine takes that nobody in particular makes. */
      readonly nodeProvision: Distribution
    },
  ) {
    const world = { ...surroundings, fleet: this.fleet }
    this.#world = world
    this.#planned = new Reclaims('planned', world)
    this.#replacements = new Replacements('upgrade', world)
    const { nodeFailure, spotInterruption, zoneOutage, trace } = options
    if (nodeFailure !== undefined) new NodeFailures(nodeFailure, world)
    if (spotInterruption !== undefined) beginSpotInterruptions(spotInterruption, world)
    if (zoneOutage !== undefined) new ZoneOutages(zoneOutage, world)
    if (trace !== undefined) new TraceReplay(trace, world)
  }

  /** The machine of the node stops; chance leaves it alone until it is back. */
  stop(nodeName: string): void {
    const machine = this.fleet.machineOf(nodeName)
    if (machine !== undefined) machine.state = 'off'
    this.#world.hands.stop(nodeName)
  }

  /** The machine of the node is back. */
  start(nodeName: string): void {
    const machine = this.fleet.machineOf(nodeName)
    this.#world.hands.start(nodeName)
    if (machine?.state === 'off' || machine?.state === 'down') this.fleet.begin(machine)
  }

  /** A successor is asked for beside the node; one that nobody makes is there at once. */
  replace(nodeName: string, replacement: Replacement): void {
    const slot = this.fleet.slotOfNode(nodeName)
    if (slot !== undefined)
      this.#replacements.order(slot, timesOf(replacement, this.#world) ?? AT_ONCE)
  }

  /** The cloud gives notice for the machine of the node; one that is not up gets none. */
  reclaim(
    nodeName: string,
    options: { readonly notice: Duration; readonly replacement?: Replacement | undefined },
  ): void {
    const machine = this.fleet.machineOf(nodeName)
    if (machine?.state !== 'up') return
    const { notice, replacement } = options
    this.#planned.give(machine, { notice, successor: timesOf(replacement, this.#world) })
  }
}
