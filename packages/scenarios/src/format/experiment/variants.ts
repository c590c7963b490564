import { type JsonObject, type JsonValue, isJsonObject } from '@seatrial/core'
import { InputError } from '../../input-error.ts'
import { parseWorkloadReference } from '../language/object-reference.ts'
import { type FieldPath, valueAt } from '../paths/field-path.ts'
import type { Resolved } from '../scenario/resolution-context.ts'
import { type Target, resolveTarget } from './target.ts'
import { valueProblem } from './value-problem.ts'
import type { VariationContext } from './variation-context.ts'

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

const VARIANTS: FieldPath = ['spec', 'variants']

/** The named variants of `spec.variants`, in the order of the file. */
export function readVariants(context: VariationContext): Resolved<readonly Variant[]> {
  const variants: Variant[] = []
  const errors: InputError[] = []
  const given = valueAt(context.document.value, VARIANTS)
  for (const name of isJsonObject(given) ? Object.keys(given) : []) {
    const { value: assignments, errors: problems } = readAssignments(context, [...VARIANTS, name])
    variants.push({ name, assignments })
    errors.push(...problems)
  }
  return { value: variants, errors }
}

/**
 * The values that the map at `path` gives: under a workload by path of its manifest, else by
 * setting of the scenario.
 */
export function readAssignments(
  context: VariationContext,
  path: FieldPath,
): Resolved<readonly Assignment[]> {
  const assignments: Assignment[] = []
  const errors: InputError[] = []
  const given = valueAt(context.document.value, path)
  for (const keys of isJsonObject(given) ? assignedKeys(given) : []) {
    const place = [...path, ...keys]
    const value = valueAt(context.document.value, place)!
    const target = resolveTarget(context, keys, place)
    const problem =
      target instanceof InputError ? target : valueProblem(context, target, value, place)
    if (problem !== undefined) errors.push(problem)
    else if (!(target instanceof InputError)) assignments.push({ target, value })
  }
  return { value: assignments, errors }
}

/** The keys of each assignment: under a workload the paths, else the setting alone. */
function assignedKeys(given: JsonObject): readonly (readonly string[])[] {
  return Object.entries(given).flatMap(([key, value]) =>
    parseWorkloadReference(key) !== undefined && isJsonObject(value)
      ? Object.keys(value).map((path) => [key, path])
      : [[key]],
  )
}
