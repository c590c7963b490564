import type { Distribution } from '../kernel/distributions/distribution.ts'
import type { RandomStreams } from '../kernel/random-streams.ts'
import type { Simulation } from '../kernel/simulation.ts'
import type { Fleet } from './fleet.ts'
import type { MachineHands } from './machine.ts'

/** What a churn process works with. */
export interface ChurnWorld {
  readonly simulation: Simulation
  readonly streams: RandomStreams
  readonly fleet: Fleet
  readonly hands: MachineHands
  /** How long a new machine takes that nobody in particular makes. */
  readonly nodeProvision: Distribution
}
