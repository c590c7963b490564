import type { Distribution } from '../kernel/distributions/distribution.ts'
import type { Duration, SimTime } from '../kernel/time.ts'

/** How often something happens to nodes, at a steady pace. */
export interface ChurnRate {
  /**
   * `each-node`: a node meets it `count` times in `per`, whatever happens to the others.
   * `all-nodes`: the nodes concerned meet it `count` times together.
   */
  readonly of: 'each-node' | 'all-nodes'
  readonly count: number
  readonly per: Duration
}

/**
 * Who makes new machines, each with a reaction and a start-up time of its own; `profile`: whoever does it
 * in the cluster of the latency profile, as fast as that says.
 */
export type Provisioner = 'none' | 'profile' | 'cluster-autoscaler' | 'gce' | 'karpenter'

/** Where the successor of a lost machine comes from. */
export type Replacement =
  | { readonly type: 'provisioner'; readonly provisioner: Provisioner }
  | { readonly type: 'after'; readonly duration: Distribution }

/** Machines that stop without a warning. Either `rate` or `timeToFailure` is given. */
export interface NodeFailureOptions {
  readonly rate?: ChurnRate
  /** From a machine's start until it fails. */
  readonly timeToFailure?: Distribution
  /** How long until the machine is back; left out: it never is. */
  readonly outage?: Distribution
  /** For machines that do not come back; none by default. */
  readonly replacement?: Replacement
  /** How many machines are repaired at once; any number by default. The others wait their turn. */
  readonly repairSlots?: number
  /** Only machines of these pools; all by default. */
  readonly pools?: readonly string[]
}

/** Machines that their cloud takes back after a short notice. */
export interface SpotInterruptionOptions {
  readonly rate: ChurnRate
  /** From the notice until the machine is gone. */
  readonly notice: Duration
  /** None by default. */
  readonly replacement?: Replacement
  /** Only machines of these pools; all by default. */
  readonly pools?: readonly string[]
}

/** Zones that are lost as a whole and come back. */
export interface ZoneOutageOptions {
  /** `each-node`: each zone by itself; `all-nodes`: the zones together. */
  readonly rate: ChurnRate
  /** How long until the zone is back. */
  readonly outage: Distribution
  /** Only these zones; all by default. */
  readonly zones?: readonly string[]
}

/** What a trace can say of a node. */
export const TRACE_EVENTS = ['fail', 'recover', 'notice', 'terminate', 'join'] as const

/**
 * - `fail`, `recover`: its machine stops without a warning; it is back.
 * - `notice`: its cloud has announced the end, which `terminate` brings; the node is drained.
 * - `terminate`: its machine is gone for good.
 * - `join`: a new machine comes in its place.
 */
export type TraceEvent = (typeof TRACE_EVENTS)[number]

/** One line of a trace of what happened to nodes. */
export interface TraceEntry {
  readonly time: SimTime
  readonly node: string
  readonly event: TraceEvent
}

/** What happens to machines by chance, or as it once happened. */
export interface ChurnOptions {
  readonly nodeFailure?: NodeFailureOptions
  readonly spotInterruption?: SpotInterruptionOptions
  readonly zoneOutage?: ZoneOutageOptions
  readonly trace?: readonly TraceEntry[]
}
