import { toSeconds } from '@seatrial/core'
import type { Bound, Expectation } from '../../format/expectations/expectation.ts'
import { holds } from '../../results/expectations/verdict.ts'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import type { Replication } from '../replication.ts'
import type { Claim } from '../statistics/claim.ts'
import type { StudyVariant } from '../study.ts'

/**
 * An expectation as a claim about all replications that could be run. A mean or a quantile of a measure
 * that has one value a run (that of the headline rollout) is judged by its interval; all else must hold
 * in every replication.
 */
export class ExpectationClaim {
  readonly claim: Claim
  readonly #expectation: Expectation
  /** The column of the measure; -1 for what only the runs themselves can judge. */
  readonly #column: number

  constructor(expectation: Expectation) {
    this.#expectation = expectation
    this.#column = columnOf(expectation)
    this.claim = claimOf(expectation)
  }

  /** As it was written. */
  get text(): string {
    return this.#expectation.text
  }

  /**
   * What a replication says to the claim: the value of the measure, or 1 where it held and 0 where it
   * did not. Throws `UnjudgedExpectationError`.
   */
  valueIn(replication: Replication, variant: StudyVariant): number {
    const expectation = this.#expectation
    if (expectation.type === 'stalled') {
      return Number((replication.outcome !== 'done') === expectation.stalled)
    }
    if (expectation.type === 'stalls') return Number(replication.outcome !== 'done')
    if (expectation.type === 'measure' && this.#column !== -1) {
      const value = replication.values[this.#column]!
      if (isAboutStatistic(this.claim)) return value
      return Number(holds(value, expectation.comparator, inUnit(expectation.bound)))
    }
    const index = variant.scenario.expect.findIndex(({ text }) => text === this.text)
    if (index === -1) throw new UnjudgedExpectationError(this.text)
    return Number(replication.expectations[index])
  }
}

/** An expectation about what happens within a run, which the runs were not asked about. */
export class UnjudgedExpectationError extends Error {
  override readonly name = 'UnjudgedExpectationError'
  /** As it was written. */
  readonly text: string

  constructor(text: string) {
    super(`the replications do not tell whether "${text}" held in them`)
    this.text = text
  }
}

/** Whether only the runs themselves can judge it: their scenario must expect it. */
export function isJudgedInRuns(expectation: Expectation): boolean {
  const isAboutEnd = expectation.type === 'stalled' || expectation.type === 'stalls'
  return !isAboutEnd && columnOf(expectation) === -1
}

/** Whether it is about a statistic over replications, which one run cannot judge. */
export function isAboutReplications(expectation: Expectation): boolean {
  return claimOf(expectation).type !== 'every'
}

function columnOf(expectation: Expectation): number {
  if (expectation.type !== 'measure') return -1
  return REPLICATION_MEASURES.findIndex(({ name }) => name === expectation.measure)
}

function claimOf(expectation: Expectation): Claim {
  if (expectation.type === 'stalls') {
    return { type: 'probability', comparator: expectation.comparator, bound: expectation.share }
  }
  if (expectation.type !== 'measure' || columnOf(expectation) === -1) return { type: 'every' }
  const { statistic, comparator } = expectation
  const comparison = { comparator, bound: inUnit(expectation.bound) }
  switch (statistic.type) {
    case 'mean':
      return { type: 'mean', ...comparison }
    case 'quantile':
      return { type: 'quantile', probability: statistic.probability, ...comparison }
    case 'max':
      return comparator.startsWith('>') ? IN_SOME_RUN : { type: 'every' }
    case 'min':
      return comparator.startsWith('<') ? IN_SOME_RUN : { type: 'every' }
    default:
      return { type: 'every' }
  }
}

/** That the greatest value is at least something asks for one run in which it is. */
const IN_SOME_RUN: Claim = { type: 'probability', comparator: '>', bound: 0 }

function isAboutStatistic({ type }: Claim): boolean {
  return type === 'mean' || type === 'quantile'
}

function inUnit(bound: Bound): number {
  return bound.type === 'duration' ? toSeconds(bound.value) : bound.value
}
