import {
  type ApiSchema,
  type ApiType,
  type JsonValue,
  type KubernetesProfile,
  apiSchema,
  isJsonObject,
  nearestWord,
} from '@seatrial/core'
import { describeChoices } from '../../input-error.ts'
import { type FieldPath, childOf } from './field-path.ts'
import { type ObjectPath, type PathStep, formatObjectPath } from './object-path.ts'

/** Where a path leads in one object. */
export type PathResolution =
  | {
      readonly type: 'resolved'
      readonly path: FieldPath
      /** What may stand there. */
      readonly holds: ApiType
    }
  | PathProblem

/** Why a path leads nowhere. */
export interface PathProblem {
  readonly type: 'unresolved'
  readonly expected: string
  readonly got: string
  /** The whole path that was probably meant. */
  readonly suggestion: string | undefined
}

/**
 * Follows a path through an object of a kind. Fields need not be there, but the release must know
 * them; elements of lists must be there.
 */
export function resolveObjectPath(
  kind: string,
  object: JsonValue,
  path: ObjectPath,
  profile: KubernetesProfile,
): PathResolution {
  const schema = apiSchema(profile)
  const found: (string | number)[] = []
  let holds: ApiType = { form: 'object', name: kind }
  let value: JsonValue | undefined = object
  for (const [index, step] of path.steps.entries()) {
    const child = resolveStep(schema, holds, value, step)
    if (child.type === 'unknown') return unresolved(path.steps, index, child)
    found.push(child.step)
    holds = child.holds
    value = childOf(value, child.step)
  }
  return { type: 'resolved', path: found, holds }
}

type StepResolution =
  { readonly type: 'known'; readonly step: string | number; readonly holds: ApiType } | UnknownStep

interface UnknownStep {
  readonly type: 'unknown'
  readonly expected: string
  readonly nearest?: PathStep | undefined
}

function resolveStep(
  schema: ApiSchema,
  holds: ApiType,
  value: JsonValue | undefined,
  step: PathStep,
): StepResolution {
  switch (holds.form) {
    case 'object':
      return resolveField(schema, holds.name, step)
    case 'map':
      return step.type === 'index'
        ? { type: 'unknown', expected: 'a key' }
        : { type: 'known', step: step.type === 'key' ? step.key : step.name, holds: holds.value }
    case 'list':
      return resolveElement(
        Array.isArray(value) ? (value as readonly JsonValue[]) : [],
        step,
        holds.element,
      )
    case 'scalar':
      return { type: 'unknown', expected: 'the path to end here' }
  }
}

function resolveField(schema: ApiSchema, typeName: string, step: PathStep): StepResolution {
  const fields = schema.fieldsOf(typeName)
  const names = [...(fields?.keys() ?? [])]
  if (step.type !== 'key') return { type: 'unknown', expected: `a field: ${names.join(', ')}` }
  const field = fields?.get(step.key)
  if (field !== undefined) return { type: 'known', step: step.key, holds: field.type }
  const nearest = nearestWord(step.key, names)
  return {
    type: 'unknown',
    expected: describeChoices(names),
    nearest: nearest === undefined ? undefined : { type: 'key', key: nearest },
  }
}

function resolveElement(
  list: readonly JsonValue[],
  step: PathStep,
  element: ApiType,
): StepResolution {
  if (list.length === 0) return { type: 'unknown', expected: 'a list that has elements' }
  if (step.type === 'index' && step.index < list.length) {
    return { type: 'known', step: step.index, holds: element }
  }
  const names = list.map((value) => (isJsonObject(value) ? value['name'] : undefined))
  const known = names.filter((name) => typeof name === 'string')
  const name = step.type === 'named' ? step.name : undefined
  const index = name === undefined ? -1 : names.indexOf(name)
  if (index !== -1) return { type: 'known', step: index, holds: element }
  const nearest = name === undefined ? undefined : nearestWord(name, known)
  const indexes = `an element from [0] to [${list.length - 1}]`
  return {
    type: 'unknown',
    expected: known.length === 0 ? indexes : describeChoices(known.map((each) => `[${each}]`)),
    nearest: nearest === undefined ? undefined : { type: 'named', name: nearest },
  }
}

function unresolved(steps: readonly PathStep[], index: number, step: UnknownStep): PathProblem {
  const { nearest } = step
  const repaired = nearest === undefined ? undefined : steps.with(index, nearest)
  return {
    type: 'unresolved',
    expected:
      index === 0
        ? step.expected
        : `${step.expected} in ${formatObjectPath(steps.slice(0, index))}`,
    got: formatObjectPath(steps.slice(index, index + 1)),
    suggestion: repaired === undefined ? undefined : formatObjectPath(repaired),
  }
}
