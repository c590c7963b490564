import type { z } from 'zod'
import type { JudgedExpectation } from '../analysis/judged-expectation.ts'
import type { MeasureSummary } from '../analysis/measure-summary.ts'
import type { MeanEstimate } from '../statistics/mean.ts'
import type { ProbabilityEstimate } from '../statistics/probability.ts'
import {
  type interval,
  type judgedExpectation,
  type meanEstimate,
  type measureSummary,
  type probabilityEstimate,
  quantileName,
} from './estimate-schemas.ts'

export type MeanDocument = z.output<typeof meanEstimate>
export type MeasureSummaryDocument = z.output<typeof measureSummary>
export type ProbabilityDocument = z.output<typeof probabilityEstimate>
export type ExpectationDocument = z.output<typeof judgedExpectation>
export type IntervalDocument = z.output<typeof interval>

/** A measure over the replications of a variant. */
export function measureSummaryDocument(summary: MeasureSummary): MeasureSummaryDocument {
  const { count, mean, quantiles, usual } = summary
  return {
    count,
    mean: meanDocument(mean),
    quantiles: Object.fromEntries(
      quantiles.map(({ probability, value, interval: around }) => [
        quantileName(probability),
        { value: known(value), interval: intervalDocument(around) },
      ]),
    ) as MeasureSummaryDocument['quantiles'],
    usual: { low: known(usual.low), high: known(usual.high) },
  }
}

/** A mean, if there is one. */
export function meanDocument(estimate: MeanEstimate): MeanDocument {
  if (estimate.type !== 'mean') return null
  const { mean, standardDeviation, interval: around, isSmallSample } = estimate
  return {
    value: mean,
    standardDeviation: known(standardDeviation),
    interval: intervalDocument(around),
    isSmallSample,
  }
}

/** How often something happens. */
export function probabilityDocument({
  happened,
  count,
  probability,
  interval: around,
}: ProbabilityEstimate): ProbabilityDocument {
  return { happened, count, probability, interval: intervalDocument(around) }
}

/** What replications say to something that is expected. */
export function expectationDocument({ text, judgement }: JudgedExpectation): ExpectationDocument {
  const { verdict, evidence } = judgement
  const { value, low, high } = evidence
  const needed = verdict === 'undecided' ? (judgement.replicationsNeeded ?? null) : null
  return {
    text,
    verdict,
    evidence: { ...evidence, value: known(value), low: known(low), high: known(high) },
    replicationsNeeded: needed,
  }
}

/** A range, whose sides may be open. */
export function intervalDocument({
  low,
  high,
  level,
}: {
  readonly low: number | undefined
  readonly high: number | undefined
  readonly level: number
}): IntervalDocument {
  return { low: known(low), high: known(high), level }
}

/** What JSON can say of a number: neither that it never ends nor that there is none. */
export function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
