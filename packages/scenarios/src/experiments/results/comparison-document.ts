import { type JsonObject, toSeconds } from '@seatrial/core'
import { z } from 'zod'
import type { DeepReadonly } from '../../format/language/deep-readonly.ts'
import type { BaselineComparison, MeasureDifference } from '../analysis/baseline-comparison.ts'
import type { ComparisonAnalysis, VariantAnalysis } from '../analysis/comparison-analysis.ts'
import type { SensitivityAttempt } from '../analysis/find-sensitivity.ts'
import type { ParetoFront } from '../analysis/pareto-front.ts'
import type { Recommendation, RunnerUp } from '../analysis/recommendation.ts'
import type { ReleaseFinding } from '../analysis/release-findings.ts'
import type { RolloutTimeout } from '../analysis/rollout-timeout.ts'
import type { LatencyOrigin } from '../../results/summary/latency-origins.ts'
import type { DrawAudit } from '../audit-draws.ts'
import type { PairedDifference } from '../statistics/paired-difference.ts'
import { COMPARISON_SCHEMA_VERSION, comparisonSchema } from './comparison-schema.ts'
import {
  expectationDocument,
  intervalDocument,
  known,
  measureSummaryDocument,
  probabilityDocument,
} from './estimate-documents.ts'
import { sensitivityFields } from './sensitivity-document.ts'

/**
 * What `compare --json` prints. Measures are called as the columns of replications.csv and have their
 * units; what never ends is null.
 */
export type ComparisonDocument = DeepReadonly<z.output<typeof comparisonSchema>>

/** The JSON Schema (2020-12) of a comparison, made from the definition of its type. */
export function comparisonJsonSchema(): JsonObject {
  return z.toJSONSchema(comparisonSchema) as unknown as JsonObject
}

/** An analysis as plain data, the same for the same replications. */
export function comparisonDocument(
  analysis: ComparisonAnalysis,
  { engineVersion }: { readonly engineVersion: string },
): ComparisonDocument {
  const { study, replicationCount, family, variants, recommendation, sensitivity } = analysis
  const nameOf = (variant: number) => variants[variant]!.name
  return {
    schemaVersion: COMPARISON_SCHEMA_VERSION,
    experiment: { name: study.name, description: study.description, hash: study.hash },
    engine: { name: 'seatrial', version: engineVersion },
    replications: replicationCount,
    inputUncertainty: study.inputUncertainty,
    differences: { ...family },
    variants: variants.map((variant) => variantDocument(variant, nameOf)),
    leftOut: study.leftOut.map(({ name, reason }) => ({ name, reason })),
    front: frontDocument(analysis.front, nameOf),
    recommendation:
      recommendation === undefined ? null : recommendationDocument(recommendation, nameOf),
    releases: analysis.releases.map((finding) => releaseDocument(finding, nameOf)),
    ...movedDocument(sensitivity, nameOf),
    draws: analysis.draws === undefined ? null : drawsDocument(analysis.draws),
  }
}

type NameOf = (variant: number) => string
type VariantDocument = ComparisonDocument['variants'][number]

function drawsDocument(audit: DrawAudit): ComparisonDocument['draws'] {
  const { replication, draws, sharedByAll, sharedBySome, byOneOnly, conflicts } = audit
  return { replication, draws, sharedByAll, sharedBySome, byOneOnly, conflicts: conflicts.length }
}

function variantDocument(
  { name, stalled, summaries, comparison, expectations, timeout, rehearsal }: VariantAnalysis,
  nameOf: NameOf,
): VariantDocument {
  const measured = summaries.filter((summary) => summary !== undefined)
  return {
    name,
    stalled: probabilityDocument(stalled),
    measures: Object.fromEntries(
      measured.map((summary) => [summary.measure.column, measureSummaryDocument(summary)]),
    ),
    comparison: comparison === undefined ? null : comparedDocument(comparison, nameOf),
    expectations: expectations.map(expectationDocument),
    timeout: timeoutDocument(timeout),
    latencies: latencyCounts(rehearsal.latencies),
  }
}

function latencyCounts(latencies: readonly LatencyOrigin[]): VariantDocument['latencies'] {
  const counts = { given: 0, observed: 0, published: 0, assumed: 0 }
  for (const { origin } of latencies) counts[origin.type]++
  return counts
}

function comparedDocument(
  { baseline, stalls, differences }: BaselineComparison,
  nameOf: NameOf,
): VariantDocument['comparison'] {
  const measured = differences.filter((difference) => difference !== undefined)
  return {
    baseline: nameOf(baseline),
    stalls: stalls.verdict,
    differences: Object.fromEntries(
      measured.map((difference) => [difference.measure.column, differenceDocument(difference)]),
    ),
  }
}

type DifferenceDocument = NonNullable<
  NonNullable<VariantDocument['comparison']>['differences'][string]
>

function differenceDocument({ difference, ratio, verdict }: MeasureDifference): DifferenceDocument {
  return {
    ...pairDocument(difference),
    ratio:
      ratio.type === 'ratio'
        ? { value: ratio.ratio, interval: intervalDocument(ratio.interval) }
        : null,
    verdict: verdict ?? (difference.type === 'identical' ? 'identical' : 'not distinguishable'),
  }
}

function pairDocument(difference: PairedDifference): Omit<DifferenceDocument, 'ratio' | 'verdict'> {
  switch (difference.type) {
    case 'identical':
      return { mean: 0, interval: null, correlation: null, varianceReduction: null }
    case 'unfinished':
      return { mean: null, interval: null, correlation: null, varianceReduction: null }
    case 'difference':
      return {
        mean: difference.mean,
        interval: intervalDocument(difference.interval),
        correlation: known(difference.correlation),
        varianceReduction: known(difference.varianceReduction),
      }
  }
}

function timeoutDocument({
  advice,
  probability,
  byHand,
  uncovered,
}: RolloutTimeout): VariantDocument['timeout'] {
  const isAdvised = advice.type === 'timeout'
  return {
    advice: advice.type,
    probability,
    timeout_s: isAdvised ? advice.timeout : null,
    bound_s: isAdvised ? advice.bound : null,
    needed: advice.type === 'too few replications' ? advice.needed : null,
    byHand:
      byHand === undefined
        ? null
        : {
            duration_s: byHand.duration,
            rounds: byHand.rounds,
            podsAtOnce: byHand.podsAtOnce,
            slowPod_s: byHand.slowPod,
          },
    uncovered,
  }
}

function frontDocument(
  { objectives, familySize, members, dominated }: ParetoFront,
  nameOf: NameOf,
): ComparisonDocument['front'] {
  return {
    objectives: objectives.map(({ measure, indifference }) => ({
      measure: measure.column,
      indifference,
    })),
    familySize,
    members: members.map(nameOf),
    dominated: dominated.map(({ variant, by, betterIn }) => ({
      variant: nameOf(variant),
      by: nameOf(by),
      betterIn: betterIn.map(({ column }) => column),
    })),
  }
}

function recommendationDocument(
  { objective, constraints, level, replications, standings, answer }: Recommendation,
  nameOf: NameOf,
): NonNullable<ComparisonDocument['recommendation']> {
  const { measure, direction, statistic, indifference = null, isIndifferenceGiven } = objective
  return {
    objective: {
      measure: measure.column,
      direction,
      statistic,
      indifference,
      isIndifferenceGiven,
    },
    constraints,
    level,
    replications,
    standings: standings.map((standing, variant) => ({
      variant: nameOf(variant),
      type: standing.type,
      constraint: 'constraint' in standing ? constraints[standing.constraint]! : null,
    })),
    answer: answerDocument(answer, nameOf),
  }
}

function answerDocument(
  answer: Recommendation['answer'],
  nameOf: NameOf,
): NonNullable<ComparisonDocument['recommendation']>['answer'] {
  const { type } = answer
  switch (type) {
    case 'selected':
      return {
        type,
        variant: nameOf(answer.variant),
        guarantee: answer.guarantee.type,
        runnerUp: answer.runnerUp === undefined ? null : runnerUpDocument(answer.runnerUp, nameOf),
        keptOut: answer.keptOut.map(nameOf),
      }
    case 'none feasible':
      return { type }
    case 'undecided':
      return {
        type,
        left: answer.left.map(nameOf),
        question: answer.question,
        replicationsNeeded: answer.replicationsNeeded ?? null,
      }
  }
}

type RunnerUpDocument = Extract<
  NonNullable<ComparisonDocument['recommendation']>['answer'],
  { readonly type: 'selected' }
>['runnerUp']

function runnerUpDocument({ variant, difference }: RunnerUp, nameOf: NameOf): RunnerUpDocument {
  if (difference.type !== 'difference') {
    const isSame = difference.type === 'identical'
    return { variant: nameOf(variant), difference: isSame ? 0 : null, interval: null }
  }
  const value = 'mean' in difference ? difference.mean : difference.value
  const interval = intervalDocument(difference.interval)
  return { variant: nameOf(variant), difference: known(value), interval }
}

function releaseDocument(
  { variant, baseline, difference, decisive }: ReleaseFinding,
  nameOf: NameOf,
): ComparisonDocument['releases'][number] {
  const change = difference?.b ?? difference?.a
  return {
    variant: nameOf(variant),
    baseline: nameOf(baseline),
    firstDifference:
      difference === undefined || change === undefined
        ? null
        : {
            object: `${change.resource}/${change.name}`,
            fields: difference.fields,
            switches: difference.switches,
          },
    decisiveSwitch:
      decisive === undefined
        ? null
        : {
            name: decisive.name,
            duration_s: known(toSeconds(decisive.duration)),
            without_s: known(toSeconds(decisive.without)),
          },
  }
}

/** Undefined when nobody asked, as where a study is analysed by a program. */
function movedDocument(
  attempt: SensitivityAttempt | undefined,
  nameOf: NameOf,
): Pick<ComparisonDocument, 'sensitivity' | 'sensitivityNotTried'> {
  if (attempt === undefined) return { sensitivity: null, sensitivityNotTried: null }
  const { sensitivity, sensitivityNotTried } = sensitivityFields(
    attempt,
    'seatrial compare --sensitivity',
  )
  if (attempt.type !== 'tried' || sensitivity === null)
    return { sensitivity: null, sensitivityNotTried }
  const variant = nameOf(attempt.sensitivity.variant)
  return { sensitivity: { ...sensitivity, variant }, sensitivityNotTried }
}
