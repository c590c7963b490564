import type { Goal } from '../format/experiment/experiment.ts'
import type { Scenario } from '../format/scenario/scenario.ts'
import { isJudgedInRuns } from './analysis/expectation-claim.ts'

/**
 * The scenario, whose runs also judge those constraints of the goal that only they can judge: they come
 * after what it expects itself.
 */
export function constrainedScenario(scenario: Scenario, goal: Goal | undefined): Scenario {
  const known = new Set(scenario.expect.map(({ text }) => text))
  const added = (goal?.subjectTo ?? []).filter(
    (constraint) => isJudgedInRuns(constraint) && !known.has(constraint.text),
  )
  return added.length === 0 ? scenario : { ...scenario, expect: [...scenario.expect, ...added] }
}
