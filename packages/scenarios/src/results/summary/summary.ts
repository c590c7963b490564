import type { JsonObject } from '@seatrial/core'
import { z } from 'zod'
import type { DeepReadonly } from '../../format/language/deep-readonly.ts'
import { summarySchema } from './summary-schema.ts'

/** The content of summary.json. Times and durations are seconds. */
export type Summary = DeepReadonly<z.output<typeof summarySchema>>

/** The JSON Schema (2020-12) of summary.json, made from the definition of its type. */
export function summaryJsonSchema(): JsonObject {
  return z.toJSONSchema(summarySchema) as unknown as JsonObject
}
