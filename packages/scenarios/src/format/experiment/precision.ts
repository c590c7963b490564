import { type Duration, nearestWord } from '@seatrial/core'
import { z } from 'zod'
import {
  REPLICATION_MEASURES,
  type ReplicationMeasure,
  type ReplicationMeasureName,
} from '../../experiments/replication-measure.ts'
import { describeChoices, describeValue } from '../../input-error.ts'
import { parseDuration } from '../language/duration.ts'
import type { IssueDetails } from '../language/issue-details.ts'
import { word } from '../language/word.ts'

/** How wide a confidence interval may be to each side. */
export type Precision =
  /** As a share of the mean. */
  | { readonly type: 'relative'; readonly value: number }
  | { readonly type: 'duration'; readonly value: Duration }
  /** In pods or pod-seconds. */
  | { readonly type: 'number'; readonly value: number }

/** How precisely something must be known before replications stop. */
export interface StoppingRule {
  /**
   * A measure of each variant; or the difference between each variant and its baseline in what the
   * goal is about, which is the rollout's duration without a goal.
   */
  readonly of: ReplicationMeasureName | 'difference'
  readonly precision: Precision
}

const precisionWord = word({
  expected: 'a share such as 2%, or a width such as 5s',
  description: 'Half the width of the confidence interval: 2% of the mean, or 5s.',
  examples: ['2%', '5s'],
  parse: parsePrecision,
})

/** The precision that `2%`, `5s` or `0.5` means, or `undefined`. */
function parsePrecision(text: string): Precision | undefined {
  const share = /^(\d+(?:\.\d+)?)%$/.exec(text)
  if (share !== null) return positive({ type: 'relative', value: Number(share[1]) / 100 })
  if (/^\d+(\.\d+)?$/.test(text)) return positive({ type: 'number', value: Number(text) })
  const value = parseDuration(text)
  return value === undefined ? undefined : positive({ type: 'duration', value })
}

function positive(precision: Precision): Precision | undefined {
  return precision.value > 0 ? precision : undefined
}

/** Stopping rules by measure. */
export const stoppingRules = z
  .record(z.string(), precisionWord)
  .transform((map, context): readonly StoppingRule[] => {
    const rules: StoppingRule[] = []
    for (const [of, precision] of Object.entries(map)) {
      const measure = REPLICATION_MEASURES.find(({ name }) => name === of)
      const name = of === 'difference' ? of : measure?.name
      const unit = measure === undefined ? undefined : unitProblem(measure, precision)
      if (name === undefined) {
        const known = ['difference', ...REPLICATION_MEASURES.map((each) => each.name)]
        const suggestion = nearestWord(of, known)
        const params: IssueDetails = { isUnknownKey: true, got: describeValue(of), suggestion }
        context.addIssue({ code: 'custom', path: [of], message: describeChoices(known), params })
      } else if (unit === undefined) rules.push({ of: name, precision })
      else context.addIssue({ code: 'custom', path: [of], message: unit })
    }
    return rules
  })
  .describe('How precisely measures, or the difference between variants, must be known.')

/** What is expected of a width that is in the wrong unit for its measure. */
function unitProblem({ unit }: ReplicationMeasure, { type }: Precision): string | undefined {
  if (type === 'relative' || (type === 'duration') === (unit === 'duration')) return undefined
  return unit === 'duration' ? 'a width such as 5s, or a share' : 'a number, or a share such as 2%'
}
