import { z } from 'zod'
import type { SensitivityAttempt } from '../analysis/find-sensitivity.ts'
import type { Sensitivity } from '../analysis/sensitivity.ts'
import { REPLICATION_MEASURES } from '../replication-measure.ts'
import { known, meanDocument } from './estimate-documents.ts'
import { knownNumber, meanEstimate } from './estimate-schemas.ts'

const effect = z.strictObject({
  input: z.string().describe('The latency.'),
  atHalf: meanEstimate.describe('The mean at half its value; null: a run never ends.'),
  atTwice: meanEstimate.describe('The mean at twice its value; null: a run never ends.'),
  swing: knownNumber.describe('From the least to the greatest mean; null: some never end.'),
})

const spread = z.strictObject({
  total: z.number().describe('Of the replications, in which inputs that are not known vary.'),
  simulationNoise: z.number().describe('With all inputs as stated.'),
  noiseReplications: z.int().describe('How many runs tell the noise.'),
  inputUncertainty: z.number().describe('What is left: inputs that are not known.'),
})

/** What moves the mean of a measure, as documents of results have it. */
export const sensitivitySchema = z.strictObject({
  measure: z
    .enum(REPLICATION_MEASURES.map(({ column }) => column))
    .describe('What is moved, by its column in replications.csv.'),
  replications: z.int().describe('Of each changed input.'),
  base: meanEstimate.describe('The mean with all inputs as stated; null: a run never ends.'),
  inputs: z.array(effect).describe('The input that moves it most comes first.'),
  spread: spread
    .nullable()
    .describe('Standard deviations; null where a run did not come to its end.'),
})

/** Why nothing is said of what moves an answer, and which command would tell. */
export const notTriedSchema = z.strictObject({
  reason: z
    .enum(['not repeated', 'too long', 'no rollout'])
    .describe('The run was not repeated; one takes too many events; or nothing was rolled out.'),
  instead: z.string().nullable().describe('What tells it; null where nothing can.'),
})

/** What moves an answer, as a document of results has it in two fields. */
export interface SensitivityFields {
  readonly sensitivity: z.output<typeof sensitivitySchema> | null
  readonly sensitivityNotTried: z.output<typeof notTriedSchema> | null
}

/** What moves an answer, or why that is not known and which command would tell, as JSON. */
export function sensitivityFields(attempt: SensitivityAttempt, command: string): SensitivityFields {
  if (attempt.type === 'tried') {
    return { sensitivity: sensitivityDocument(attempt.sensitivity), sensitivityNotTried: null }
  }
  const { reason } = attempt
  const instead = reason === 'no rollout' ? null : command
  return { sensitivity: null, sensitivityNotTried: { reason, instead } }
}

function sensitivityDocument({
  measure,
  replicationCount,
  base,
  inputs,
  spread: parts,
}: Sensitivity): z.output<typeof sensitivitySchema> {
  return {
    measure: measure.column,
    replications: replicationCount,
    base: meanDocument(base),
    inputs: inputs.map(({ name, atHalf, atTwice, swing }) => ({
      input: name,
      atHalf: meanDocument(atHalf.mean),
      atTwice: meanDocument(atTwice.mean),
      swing: known(swing),
    })),
    spread: parts === undefined ? null : { ...parts },
  }
}
