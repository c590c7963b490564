import type { RandomStreams } from '../kernel/random-streams.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { ChurnOptions } from './churn-options.ts'
import { Fleet } from './fleet.ts'
import type { MachineHands } from './machine.ts'
import { NodeFailures } from './node-failures.ts'
import { SpotInterruptions } from './spot-interruptions.ts'

/**
 * What happens to machines by chance. All of it is drawn by slots and along absolute time: two runs with
 * the same seed meet the same weather, whatever else differs between them.
 */
export class Churn {
  readonly fleet: Fleet = new Fleet()

  constructor(
    options: ChurnOptions,
    surroundings: {
      readonly simulation: Simulation
      readonly streams: RandomStreams
      readonly hands: MachineHands
    },
  ) {
    const world = { ...surroundings, fleet: this.fleet }
    const { nodeFailure, spotInterruption } = options
    if (nodeFailure !== undefined) new NodeFailures(nodeFailure, world)
    if (spotInterruption !== undefined) new SpotInterruptions(spotInterruption, world)
  }
}
