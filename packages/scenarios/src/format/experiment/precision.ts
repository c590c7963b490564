import { type Duration, nearestWord } from '@seatrial/core'
import { z } from 'zod'
import { describeChoices, describeValue } from '../../input-error.ts'
import { MEASURES, type MeasureName, isMeasureName } from '../expectations/measure.ts'
import { parseDuration } from '../language/duration.ts'
import type { IssueDetails } from '../language/issue-details.ts'
import { word } from '../language/word.ts'

/** How wide a confidence interval may be to each side. */
export type Precision =
  /** As a share of the mean. */
  | { readonly type: 'relative'; readonly value: number }
  | { readonly type: 'absolute'; readonly value: Duration | number }

/** How precisely something must be known before replications stop. */
export interface StoppingRule {
  /** A measure of each variant, or the difference between each variant and the best one. */
  readonly of: MeasureName | 'difference'
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
  if (share !== null)
    return Number(share[1]) > 0 ? { type: 'relative', value: Number(share[1]) / 100 } : undefined
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : parseDuration(text)
  return value === undefined || value === 0 ? undefined : { type: 'absolute', value }
}

/** Stopping rules by measure. */
export const stoppingRules = z
  .record(z.string(), precisionWord)
  .transform((map, context): readonly StoppingRule[] => {
    const rules: StoppingRule[] = []
    for (const [of, precision] of Object.entries(map)) {
      if (of === 'difference' || isMeasureName(of)) {
        rules.push({ of, precision })
        continue
      }
      const known = ['difference', ...Object.keys(MEASURES)]
      const params: IssueDetails = {
        isUnknownKey: true,
        got: describeValue(of),
        suggestion: nearestWord(of, known),
      }
      context.addIssue({
        code: 'custom',
        path: [of],
        message: describeChoices(known),
        params,
      })
    }
    return rules
  })
  .describe('How precisely measures, or the difference between variants, must be known.')
