import type { ResolutionContext } from '../scenario/resolution-context.ts'
import type { ScenarioSource } from './scenario-source.ts'

/** What the targets and values of an experiment are resolved against. */
export interface VariationContext extends ResolutionContext {
  /** The scenario that is varied. */
  readonly source: ScenarioSource
}
