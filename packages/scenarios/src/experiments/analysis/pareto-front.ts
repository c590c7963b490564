import type { ReplicationMeasureName } from '../replication-measure.ts'

/** The variants that no other one is shown to be better than in every respect. */
export interface ParetoFront {
  readonly objectives: readonly FrontObjective[]
  /** How many paired intervals it rests on, which hold together at 95 %. */
  readonly familySize: number
  /** The numbers of the variants on it, in their order. */
  readonly members: readonly number[]
  /** Why each of the others is not. */
  readonly dominated: readonly Domination[]
}

/** What counts, and which difference of it does not matter. */
export interface FrontObjective {
  readonly measure: ReplicationMeasureName
  readonly indifference: number
}

/** The first variant that is no worse in anything that matters and better in something. */
export interface Domination {
  readonly variant: number
  readonly by: number
  /** In what it is shown to be better. */
  readonly betterIn: readonly ReplicationMeasureName[]
}
