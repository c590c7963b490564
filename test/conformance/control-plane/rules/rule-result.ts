import type { Difference } from '../../compare-json.ts'

/** The rules of control-plane-traces.md, "How to compare". */
export const RULES = {
  times: '1 times',
  objects: '2 per object',
  order: '3 across objects',
  sets: '4 sets',
  outcome: '5 final and events',
  texts: '6 texts',
} as const

export type RuleName = keyof typeof RULES

/** What each rule finds wrong; nothing where it holds. */
export type RuleFindings = Readonly<Record<RuleName, readonly Difference[]>>

/** How much is wrong in all. */
export function countFindings(found: RuleFindings): number {
  return Object.values(found).reduce((count, differences) => count + differences.length, 0)
}

/** A difference, with the rule that it breaks in its path. */
export function underRule(rule: RuleName, { path, ...rest }: Difference): Difference {
  return { path: `rule ${RULES[rule]}: ${path}`, ...rest }
}
