import { type JsonObject, type JsonValue, isJsonObject, nearestWord } from '@seatrial/core'
import { z } from 'zod'
import { describeChoices } from '../../input-error.ts'
import { childOf } from '../paths/field-path.ts'
import { type ObjectPath, type PathStep, formatObjectPath } from '../paths/object-path.ts'
import type { PathProblem } from '../paths/resolve-object-path.ts'
import { scenarioSpec } from '../scenario/scenario-schema.ts'

/**
 * Why a path leads to no setting of a scenario, or `undefined` when it does. The settings are those
 * of the format's own JSON Schema.
 */
export function settingProblem(path: ObjectPath): PathProblem | undefined {
  settings ??= z.toJSONSchema(VARIED, { io: 'input' }) as unknown as JsonObject
  const root = settings
  let schemas: readonly JsonObject[] = [root]
  for (const [index, step] of path.steps.entries()) {
    const here = schemas.flatMap((schema) => alternatives(root, schema))
    schemas = here.flatMap((schema) => below(schema, step))
    if (schemas.length === 0) return problem(path.steps, index, here)
  }
  return undefined
}

/** What the paths of settings begin with. */
export function settingNames(): readonly string[] {
  return Object.keys(VARIED.shape)
}

export function isSettingName(text: string): boolean {
  return Object.hasOwn(VARIED.shape, text)
}

/** All but the seed, since variants share their chance. */
const VARIED = scenarioSpec.omit({ seed: true })

/** The settings as a JSON Schema, made when the first path is asked for. */
let settings: JsonObject | undefined

/** What a schema stands for: the target of a reference, and each of its alternatives. */
function alternatives(root: JsonObject, schema: JsonObject): readonly JsonObject[] {
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const name = reference.slice(reference.lastIndexOf('/') + 1)
    const target = childOf(root['$defs'], name)
    return isJsonObject(target) ? alternatives(root, target) : []
  }
  const anyOf = schema['anyOf']
  if (!Array.isArray(anyOf)) return [schema]
  return (anyOf as readonly JsonObject[]).flatMap((each) => alternatives(root, each))
}

function below(schema: JsonObject, step: PathStep): readonly JsonObject[] {
  const child = step.type === 'key' ? fieldOf(schema, step.key) : schema['items']
  return isJsonObject(child) ? [child] : []
}

function fieldOf(schema: JsonObject, key: string): JsonValue | undefined {
  return childOf(schema['properties'], key) ?? schema['additionalProperties']
}

function problem(
  steps: readonly PathStep[],
  index: number,
  schemas: readonly JsonObject[],
): PathProblem {
  const step = steps[index]!
  const names = schemas.flatMap((schema) => Object.keys(schema['properties'] ?? {}))
  const nearest = step.type === 'key' ? nearestWord(step.key, names) : undefined
  const repaired =
    nearest === undefined ? undefined : steps.with(index, { type: 'key', key: nearest })
  return {
    type: 'unresolved',
    expected: names.length === 0 ? 'the path to end here' : describeChoices(names),
    got: formatObjectPath([step]),
    suggestion: repaired === undefined ? undefined : formatObjectPath(repaired),
  }
}
