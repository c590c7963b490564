import { type JsonObject } from '@seatrial/core'
import { z } from 'zod'
import { experimentDocument } from './experiment/experiment-schema.ts'
import { scenarioDocument } from './scenario/scenario-schema.ts'

/**
 * The JSON Schema (2020-12) of our documents, for editors: made from the definition that parses
 * them, so that it cannot say anything else. `validate` knows more, such as the words of an expectation.
 */
export function scenarioJsonSchema(): JsonObject {
  const documents = z.union([scenarioDocument, experimentDocument]).meta({
    title: 'Seatrial',
    description: 'A Scenario or an Experiment of Seatrial.',
  })
  return z.toJSONSchema(documents, { io: 'input' }) as unknown as JsonObject
}
