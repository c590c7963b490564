import { z } from 'zod'
import { engine, originCounts } from '../../results/summary/provenance-schemas.ts'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import {
  interval,
  judgedExpectation,
  knownNumber,
  measureSummary,
  probabilityEstimate,
} from './estimate-schemas.ts'
import { notTriedSchema, sensitivitySchema } from './sensitivity-document.ts'

/** Raised when a field goes or changes its meaning; a new field does not raise it. */
export const COMPARISON_SCHEMA_VERSION = 1

const measureName = z.enum(REPLICATION_MEASURES.map(({ column }) => column))
const variantName = z.string()

const difference = z.strictObject({
  mean: knownNumber.describe('Of the pairs; null where a run did not come to its end.'),
  interval: interval.nullable().describe('Null where they are identical, or there is no mean.'),
  correlation: knownNumber.describe('Of the two in a pair; null where one of them never varies.'),
  varianceReduction: knownNumber.describe(
    'The variance with independent runs over the one with chance in common.',
  ),
  ratio: z
    .strictObject({
      value: z.number().describe('The mean over that of the baseline.'),
      interval: interval.describe('By Fieller.'),
    })
    .nullable()
    .describe('Null where the denominator cannot be told from 0.'),
  verdict: z
    .enum(['better', 'worse', 'not distinguishable', 'identical'])
    .describe('What the interval shows; identical: in every replication.'),
})

const comparison = z.strictObject({
  baseline: variantName.describe('The variant that it is compared with.'),
  stalls: z
    .enum(['more often', 'less often', 'not distinguishable', 'identical'])
    .describe('Whether it does not come to its end as often; judged before all else.'),
  differences: z
    .partialRecord(measureName, difference)
    .describe('Each measure minus that of the baseline.'),
})

const uncovered = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('on delete').describe('Somebody must delete the pods.') }),
  z.strictObject({
    type: z.literal('partition').describe('Pods below it stay as they are.'),
    partition: z.int().describe('The lowest ordinal that is updated.'),
  }),
  z.strictObject({ type: z.literal('hooks').describe('Jobs before and after.') }),
  z.strictObject({
    type: z.literal('assumed inputs').describe('Latencies that are only assumed.'),
    count: z.int().describe('How many.'),
  }),
])

const timeout = z.strictObject({
  advice: z
    .enum(['timeout', 'too few replications', 'too many stalls'])
    .describe('Whether there is one, or why not.'),
  probability: z.number().describe('The share of rollouts that should end in time.'),
  timeout_s: knownNumber.describe('The bound, rounded up to a whole minute.'),
  bound_s: knownNumber.describe('The upper one-sided 95 % bound of that quantile.'),
  needed: z
    .int()
    .nullable()
    .describe('The least replications that bound it, if there are too few.'),
  byHand: z
    .strictObject({
      duration_s: z.number().describe('Rounds times the time of a slow pod.'),
      rounds: z.int().describe('How many rounds there are.'),
      podsAtOnce: z.int().describe('Pods in a round.'),
      slowPod_s: z.number().describe('A pod of which every stage is as slow as its p99.'),
    })
    .nullable()
    .describe('What one would work out by hand; null for what is no rolling update.'),
  uncovered: z.array(uncovered).describe('What the timeout does not cover.'),
})

const variant = z.strictObject({
  name: variantName.describe('Its name in the file, or the values that it has.'),
  stalled: probabilityEstimate.describe('How often a run did not come to its end.'),
  measures: z
    .partialRecord(measureName, measureSummary)
    .describe('By the columns of replications.csv; without those that the workload does not have.'),
  comparison: comparison.nullable().describe('Null for a baseline.'),
  expectations: z
    .array(judgedExpectation)
    .describe('What is expected of it, judged over replications.'),
  timeout: timeout.describe('Which timeout to set.'),
  latencies: originCounts.describe('Where the durations come from that it was run with.'),
})

const front = z.strictObject({
  objectives: z
    .array(
      z.strictObject({
        measure: measureName.describe('What counts.'),
        indifference: z.number().describe('Differences below it do not matter.'),
      }),
    )
    .describe('By what variants are judged.'),
  familySize: z.int().describe('How many paired intervals it rests on.'),
  members: z.array(variantName).describe('Those that no other one is shown to be better than.'),
  dominated: z
    .array(
      z.strictObject({
        variant: variantName.describe('One that is not on it.'),
        by: variantName.describe('One that is no worse in anything that counts.'),
        betterIn: z.array(measureName).describe('In what that one is better.'),
      }),
    )
    .describe('Why the others are not on it.'),
})

const answer = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('selected').describe('One is to be taken.'),
    variant: variantName.describe('That one.'),
    guarantee: z
      .enum(['best mean', 'no other', 'none'])
      .describe('Best or within the indifference of it; the only one; or nothing is promised.'),
    runnerUp: z
      .strictObject({
        variant: variantName.describe('That one.'),
        difference: knownNumber.describe('Of the objective, to the selected one.'),
        interval: interval.nullable().describe('Of the difference; null where they are identical.'),
      })
      .nullable()
      .describe('The next best that keeps the constraints; null without another one.'),
    keptOut: z.array(variantName).describe('Those that look better but break a constraint.'),
  }),
  z.strictObject({ type: z.literal('none feasible').describe('Each breaks a constraint.') }),
  z.strictObject({
    type: z.literal('undecided').describe('The replications do not tell.'),
    left: z.array(variantName).describe('Those in question, the best so far first.'),
    question: z.enum(['feasibility', 'selection']).describe('What is not clear.'),
    replicationsNeeded: z.int().nullable().describe('About how many would tell.'),
  }),
])

const recommendation = z.strictObject({
  objective: z
    .strictObject({
      measure: measureName.describe('The measure.'),
      direction: z.enum(['minimise', 'maximise']).describe('Which way is better.'),
      statistic: z
        .discriminatedUnion('type', [
          z.strictObject({ type: z.literal('mean').describe('The mean.') }),
          z.strictObject({
            type: z.literal('quantile').describe('A quantile.'),
            probability: z.number().describe('Which one, for instance 0.99.'),
          }),
        ])
        .describe('What of the measure.'),
      indifference: knownNumber.describe('Differences below it do not matter; null: all do.'),
      isIndifferenceGiven: z.boolean().describe('Otherwise it is 1 % of the baseline’s mean.'),
    })
    .describe('What is to be the best.'),
  constraints: z.array(z.string()).describe('What a variant must keep to, as it was written.'),
  level: z.number().describe('How sure the answer is.'),
  replications: z.int().describe('How many of each variant the answer took.'),
  standings: z
    .array(
      z.strictObject({
        variant: variantName.describe('The variant.'),
        type: z
          .enum(['contender', 'behind', 'infeasible', 'unclear', 'unfinished'])
          .describe('How it stands.'),
        constraint: z.string().nullable().describe('Which constraint that is about.'),
      }),
    )
    .describe('How each variant stood when the answer was clear.'),
  answer: answer.describe('Which variant to take, or why that cannot be said.'),
})

const release = z.strictObject({
  variant: variantName.describe('The variant.'),
  baseline: variantName.describe('The one with another release.'),
  firstDifference: z
    .strictObject({
      object: z.string().describe('What was stored, as resource and name.'),
      fields: z.array(z.string()).describe('What of it differs.'),
      switches: z.array(z.string()).describe('The switches that cause it.'),
    })
    .nullable()
    .describe('The first stored change that differs; null without any.'),
  decisiveSwitch: z
    .strictObject({
      name: z.string().describe('Its name.'),
      duration_s: knownNumber.describe('The rollout time with it; null: it never ends.'),
      without_s: knownNumber.describe('The rollout time without it; null: it never ends.'),
    })
    .nullable()
    .describe('The switch that decides the rollout time; null where none does by itself.'),
})

const sensitivity = sensitivitySchema.extend({
  variant: variantName.describe('Of which variant.'),
})

const draws = z.strictObject({
  replication: z.int().describe('The replication that was looked at.'),
  draws: z.int().describe('How many draws there were.'),
  sharedByAll: z.int().describe('Drawn by all variants.'),
  sharedBySome: z.int().describe('Drawn by more than one.'),
  byOneOnly: z.int().describe('Drawn by one alone.'),
  conflicts: z.int().describe('Those with different values, which must never be.'),
})

/** The one definition of what `compare --json` prints: the type and the JSON Schema are made from it. */
export const comparisonSchema = z
  .strictObject({
    schemaVersion: z.literal(COMPARISON_SCHEMA_VERSION).describe('The version of this format.'),
    experiment: z
      .strictObject({
        name: z.string().describe('Its name.'),
        description: z.string().describe('What it says of itself.'),
        hash: z.string().describe('A hash of all that decides what a replication comes to.'),
      })
      .describe('What was compared.'),
    engine,
    replications: z.int().describe('How many each variant has.'),
    inputUncertainty: z
      .enum(['drawn', 'off'])
      .describe('Whether inputs that are not known are longer or shorter in each replication.'),
    differences: z
      .strictObject({
        level: z.number().describe('How sure it is that all intervals hold at once.'),
        size: z.int().describe('How many there are.'),
        memberLevel: z.number().describe('The level of each by itself (Bonferroni).'),
      })
      .describe('The intervals of all differences to baselines.'),
    variants: z.array(variant).describe('The variants, in their order.'),
    leftOut: z
      .array(
        z.strictObject({
          name: variantName.describe('A combination that cannot be.'),
          reason: z.string().describe('Why, in the words of the API server.'),
        }),
      )
      .describe('What was never run.'),
    front: front.describe('The Pareto front.'),
    recommendation: recommendation.nullable().describe('Null without a goal.'),
    releases: z.array(release).describe('Variants that differ in their release only.'),
    sensitivity: sensitivity
      .nullable()
      .describe('Which inputs move the answer; null where that was not tried.'),
    sensitivityNotTried: notTriedSchema.nullable().describe('Why it was not; null where it was.'),
    draws: draws.nullable().describe('What variants had in common; null for large rollouts.'),
  })
  .meta({ title: 'Comparison', description: 'What seatrial compare --json prints.' })
