import type { DeepReadonly } from '../language/deep-readonly.ts'
import type { Axis } from './axes.ts'
import type { Baseline } from './baseline.ts'
import type { ParsedExperiment } from './experiment-schema.ts'
import type { ScenarioSource } from './scenario-source.ts'
import type { Variant } from './variants.ts'

type ParsedSpec = ParsedExperiment['spec']

/** Variants of a scenario that are compared over many replications; all share their chance. */
export interface Experiment extends ScenarioSource {
  readonly kind: 'Experiment'
  readonly name: string
  readonly description: string
  /** Whether everything settles before the timeline of a run begins. */
  readonly warmUp: boolean
  /** The dimensions of a cartesian product of variants; none: only the named ones are compared. */
  readonly axes: readonly Axis[]
  /** Named variants; the axes are varied within each of them. */
  readonly variants: readonly Variant[]
  readonly replications: Replications
  readonly baseline?: Baseline
  readonly goal?: Goal
}

/** How many runs of each variant there are. */
export type Replications = DeepReadonly<ParsedSpec['replications']>

/** What makes a variant the best one. */
export type Goal = DeepReadonly<NonNullable<ParsedSpec['goal']>>
