import type { Replication } from '../replication.ts'
import type { Judgement } from '../statistics/claim.ts'
import { judgeClaim } from '../statistics/judge-claim.ts'
import type { Study, StudyVariant } from '../study.ts'
import { ExpectationClaim } from './expectation-claim.ts'

/** What the replications of a variant say to something that is expected of it. */
export interface JudgedExpectation {
  /** As it was written. */
  readonly text: string
  readonly claim: ExpectationClaim['claim']
  /** By intervals of 95 %. */
  readonly judgement: Judgement
}

/**
 * Judges everything that the scenario of a variant expects over its replications. What its runs judge
 * for the goal alone is no expectation.
 */
export function judgeExpectations(
  { goal }: Study,
  variant: StudyVariant,
  replications: readonly Replication[],
): readonly JudgedExpectation[] {
  const expected = variant.scenario.expect.filter((each) => !goal?.subjectTo.includes(each))
  return expected.map((expectation) => {
    const about = new ExpectationClaim(expectation)
    const sample = replications.map((replication) => about.valueIn(replication, variant))
    return { text: about.text, claim: about.claim, judgement: judgeClaim(about.claim, sample) }
  })
}
