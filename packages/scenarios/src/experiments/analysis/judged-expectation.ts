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
  replications: Iterable<Replication>,
): readonly JudgedExpectation[] {
  const expected = variant.scenario.expect.filter((each) => !goal?.subjectTo.includes(each))
  const claims = expected.map((expectation) => ({
    about: new ExpectationClaim(expectation),
    sample: [] as number[],
  }))
  for (const replication of replications) {
    for (const { about, sample } of claims) sample.push(about.valueIn(replication, variant))
  }
  return claims.map(({ about: { text, claim }, sample }) => ({
    text,
    claim,
    judgement: judgeClaim(claim, sample),
  }))
}
