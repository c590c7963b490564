import { z } from 'zod'
import type { RunCertainty } from '../analysis/run-certainty.ts'
import {
  expectationDocument,
  measureSummaryDocument,
  probabilityDocument,
} from './estimate-documents.ts'
import { judgedExpectation, measureSummary, probabilityEstimate } from './estimate-schemas.ts'

/** How sure the answer of a run is, as its summary has it. */
export const certaintySchema = z.strictObject({
  replications: z.int().describe('How many runs with other chance there were.'),
  stalled: probabilityEstimate.describe('How often a run did not come to its end.'),
  rolloutDuration_s: measureSummary
    .nullable()
    .describe('How long the headline rollout takes; null where a run had none.'),
  expectations: z
    .array(judgedExpectation)
    .describe('What is expected, judged over these runs; without a statistic: in each of them.'),
})

/** What other chance makes of a run, as JSON. */
export function certaintyDocument({
  replicationCount,
  stalled,
  duration,
  expectations,
}: RunCertainty): z.output<typeof certaintySchema> {
  return {
    replications: replicationCount,
    stalled: probabilityDocument(stalled),
    rolloutDuration_s: duration === undefined ? null : measureSummaryDocument(duration),
    expectations: expectations.map(expectationDocument),
  }
}
