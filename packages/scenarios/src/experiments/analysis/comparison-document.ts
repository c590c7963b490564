import { type JsonObject, type JsonValue, toSeconds } from '@seatrial/core'
import type { DrawAudit } from '../audit-draws.ts'
import type { PairedDifference } from '../statistics/paired-difference.ts'
import type { BaselineComparison, MeasureDifference } from './baseline-comparison.ts'
import type { ComparisonAnalysis, VariantAnalysis } from './comparison-analysis.ts'
import type { JudgedExpectation } from './judged-expectation.ts'
import type { MeasureSummary } from './measure-summary.ts'
import type { ParetoFront } from './pareto-front.ts'
import type { Recommendation } from './recommendation.ts'
import type { ReleaseFinding } from './release-findings.ts'
import type { RolloutTimeout } from './rollout-timeout.ts'
import type { MovedAnswer, Sensitivity } from './sensitivity.ts'

/** Raised when a field goes or changes its meaning; a new field does not raise it. */
export const COMPARISON_SCHEMA_VERSION = 1

/**
 * An analysis as JSON: plain data, the same for the same replications. Measures are called as the
 * columns of replications.csv and have their units; what never ends is null.
 */
export function comparisonDocument(analysis: ComparisonAnalysis): JsonObject {
  const { study, replicationCount, family, variants, recommendation, sensitivity } = analysis
  const nameOf = (variant: number) => variants[variant]!.name
  return {
    schemaVersion: COMPARISON_SCHEMA_VERSION,
    experiment: { name: study.name, description: study.description, hash: study.hash },
    replications: replicationCount,
    inputUncertainty: study.inputUncertainty,
    differences: { ...family },
    variants: variants.map((variant) => variantDocument(variant, nameOf)),
    leftOut: study.leftOut.map(({ name, reason }) => ({ name, reason })),
    front: frontDocument(analysis.front, nameOf),
    recommendation:
      recommendation === undefined ? null : recommendationDocument(recommendation, nameOf),
    releases: analysis.releases.map((finding) => releaseDocument(finding, nameOf)),
    sensitivity: sensitivity === undefined ? null : sensitivityDocument(sensitivity, nameOf),
    draws: analysis.draws === undefined ? null : drawsDocument(analysis.draws),
  }
}

type NameOf = (variant: number) => string

function drawsDocument(audit: DrawAudit): JsonObject {
  const { replication, draws, sharedByAll, sharedBySome, byOneOnly, conflicts } = audit
  return { replication, draws, sharedByAll, sharedBySome, byOneOnly, conflicts: conflicts.length }
}

function variantDocument(
  { name, stalled, summaries, comparison, expectations, timeout }: VariantAnalysis,
  nameOf: NameOf,
): JsonObject {
  const known = summaries.filter((summary) => summary !== undefined)
  return {
    name,
    stalled: { ...stalled, interval: { ...stalled.interval } },
    measures: Object.fromEntries(
      known.map((summary) => [summary.measure.column, summaryDocument(summary)]),
    ),
    comparison: comparison === undefined ? null : comparedDocument(comparison, nameOf),
    expectations: expectations.map(expectationDocument),
    timeout: timeoutDocument(timeout),
  }
}

function summaryDocument({ count, mean, quantiles, usual }: MeasureSummary): JsonObject {
  return {
    count,
    mean:
      mean.type === 'mean'
        ? {
            value: mean.mean,
            standardDeviation: mean.standardDeviation,
            interval: { ...mean.interval },
          }
        : null,
    quantiles: Object.fromEntries(
      quantiles.map(({ probability, value, interval: { low = null, high = null, level } }) => [
        `p${probability * 100}`,
        { value, interval: { low, high, level } },
      ]),
    ),
    usual: { ...usual },
  }
}

function comparedDocument(
  { baseline, stalls, differences }: BaselineComparison,
  nameOf: NameOf,
): JsonObject {
  const known = differences.filter((difference) => difference !== undefined)
  return {
    baseline: nameOf(baseline),
    stalls: stalls.verdict,
    differences: Object.fromEntries(
      known.map((difference) => [difference.measure.column, differenceDocument(difference)]),
    ),
  }
}

function differenceDocument({ difference, ratio, verdict }: MeasureDifference): JsonObject {
  return {
    ...pairDocument(difference),
    ratio: ratio.type === 'ratio' ? { value: ratio.ratio, interval: { ...ratio.interval } } : null,
    verdict: verdict ?? (difference.type === 'identical' ? 'identical' : 'not distinguishable'),
  }
}

function pairDocument(difference: PairedDifference): JsonObject {
  switch (difference.type) {
    case 'identical':
      return { mean: 0, interval: null, correlation: null, varianceReduction: null }
    case 'unfinished':
      return { mean: null, interval: null, correlation: null, varianceReduction: null }
    case 'difference':
      return {
        mean: difference.mean,
        interval: { ...difference.interval },
        correlation: difference.correlation ?? null,
        varianceReduction: difference.varianceReduction ?? null,
      }
  }
}

function expectationDocument({ text, judgement }: JudgedExpectation): JsonObject {
  const { verdict, evidence } = judgement
  const needed = verdict === 'undecided' ? (judgement.replicationsNeeded ?? null) : null
  return { text, verdict, evidence: { ...evidence }, replicationsNeeded: needed }
}

function timeoutDocument({ advice, probability, byHand, uncovered }: RolloutTimeout): JsonObject {
  const bound =
    advice.type === 'timeout' ? { timeout_s: advice.timeout, bound_s: advice.bound } : {}
  const needed = advice.type === 'too few replications' ? { needed: advice.needed } : {}
  return {
    advice: advice.type,
    probability,
    ...bound,
    ...needed,
    byHand:
      byHand === undefined
        ? null
        : {
            duration_s: byHand.duration,
            rounds: byHand.rounds,
            podsAtOnce: byHand.podsAtOnce,
            slowPod_s: byHand.slowPod,
          },
    uncovered: uncovered.map((what): JsonObject => ({ ...what })),
  }
}

function frontDocument(
  { objectives, familySize, members, dominated }: ParetoFront,
  nameOf: NameOf,
): JsonObject {
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
): JsonObject {
  const { measure, direction, statistic, indifference = null, isIndifferenceGiven } = objective
  return {
    objective: {
      measure: measure.column,
      direction,
      statistic: { ...statistic },
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

function answerDocument(answer: Recommendation['answer'], nameOf: NameOf): JsonObject {
  const { type } = answer
  switch (type) {
    case 'selected':
      return {
        type,
        variant: nameOf(answer.variant),
        guarantee: answer.guarantee.type,
        runnerUp: answer.runnerUp === undefined ? null : nameOf(answer.runnerUp.variant),
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

function releaseDocument(
  { variant, baseline, difference, decisive }: ReleaseFinding,
  nameOf: NameOf,
): JsonObject {
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
            duration_s: toSeconds(decisive.duration),
            without_s: toSeconds(decisive.without),
          },
  }
}

function sensitivityDocument(
  { measure, variant, replicationCount, base, inputs, spread }: Sensitivity,
  nameOf: NameOf,
): JsonObject {
  const meanOf = ({ mean }: MovedAnswer): JsonValue => (mean.type === 'mean' ? mean.mean : null)
  return {
    measure: measure.column,
    variant: nameOf(variant),
    replications: replicationCount,
    base: base.type === 'mean' ? base.mean : null,
    inputs: inputs.map(({ name, atHalf, atTwice, swing }) => ({
      input: name,
      atHalf: meanOf(atHalf),
      atTwice: meanOf(atTwice),
      swing,
    })),
    spread: spread === undefined ? null : { ...spread },
  }
}
