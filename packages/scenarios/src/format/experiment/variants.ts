import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'
import { z } from 'zod'
import type { IssueDetails } from '../issue-details.ts'
import { parseWorkloadReference } from '../object-reference.ts'
import { type Target, parseTarget } from './target.ts'

/** A value that a variant sets. */
export interface Assignment {
  readonly target: Target
  readonly value: JsonValue
}

/** One side of a comparison: the scenario with some values changed. */
export interface Variant {
  readonly name: string
  readonly assignments: readonly Assignment[]
}

const assignments = z
  .record(z.string(), z.unknown())
  .transform((given, context): readonly Assignment[] => {
    const found: Assignment[] = []
    for (const keys of assignedKeys(given as JsonObject)) {
      const target = parseTarget(keys)
      const value = keys.reduce(
        (map: JsonValue, key) => (map as JsonObject)[key]!,
        given as JsonObject,
      )
      if (target !== undefined) {
        found.push({ target, value })
        continue
      }
      const params: IssueDetails = { isUnknownKey: true, got: JSON.stringify(keys.at(-1)) }
      context.addIssue({
        code: 'custom',
        path: [...keys],
        message: 'a path such as spec.replicas',
        params,
      })
    }
    return found
  })
  .describe(
    'Under statefulset/NAME paths of the manifest and their values, else settings of the scenario.',
  )

/** Named variants, in the order of the file. */
export const variants = z
  .record(z.string().min(1), assignments)
  .transform((map): readonly Variant[] =>
    Object.entries(map).map(([name, changes]) => ({ name, assignments: changes })),
  )
  .describe('Variants by name: what people mean by policies.')

/** The keys of each assignment: under a workload the paths, else the setting alone. */
function assignedKeys(given: JsonObject): readonly (readonly string[])[] {
  return Object.entries(given).flatMap(([key, value]) =>
    parseWorkloadReference(key) !== undefined && isJsonObject(value)
      ? Object.keys(value).map((path) => [key, path])
      : [[key]],
  )
}
