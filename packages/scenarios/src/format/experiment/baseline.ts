import {
  type JsonObject,
  type JsonValue,
  isJsonObject,
  isSameJson,
  nearestWord,
} from '@seatrial/core'
import { type InputError, describeChoices, describeValue } from '../../input-error.ts'
import { formatObjectReference, parseWorkloadReference } from '../language/object-reference.ts'
import { type FieldPath, valueAt } from '../paths/field-path.ts'
import {
  type Resolved,
  type ResolutionContext,
  errorAtKey,
} from '../scenario/resolution-context.ts'
import type { Axis } from './axes.ts'
import { axisNames, axisValueText } from './axis-names.ts'
import { formatTarget } from './target.ts'
import type { Variant } from './variants.ts'

/** What the others are compared with. */
export type Baseline =
  | { readonly type: 'variant'; readonly name: string }
  /** Some axes are fixed; comparison is within the values of the others. */
  | { readonly type: 'axes'; readonly fixed: readonly FixedAxis[] }

/** An axis, by its number, and the value that it has in the baseline. */
export interface FixedAxis {
  readonly axis: number
  readonly value: JsonValue
}

const BASELINE: FieldPath = ['spec', 'baseline']

/** The baseline, if one is given; it must name a variant, or axes and values of theirs. */
export function readBaseline(
  context: ResolutionContext,
  axes: readonly Axis[],
  variants: readonly Variant[],
): Resolved<Baseline | undefined> {
  const given = valueAt(context.document.value, BASELINE)
  if (typeof given === 'string') return readNamedBaseline(context, given, variants)
  if (isJsonObject(given)) return readFixedAxes(context, given, axes)
  return { value: undefined, errors: [] }
}

function readNamedBaseline(
  { document }: ResolutionContext,
  name: string,
  variants: readonly Variant[],
): Resolved<Baseline> {
  const names = variants.map((variant) => variant.name)
  const baseline: Baseline = { type: 'variant', name }
  if (names.includes(name)) return { value: baseline, errors: [] }
  const expected =
    names.length === 0 ? 'values of axes, since there are no variants' : describeChoices(names)
  const suggestion = nearestWord(name, names)
  const got = describeValue(name)
  return {
    value: baseline,
    errors: [errorAtKey(document, BASELINE, { expected, got, suggestion })],
  }
}

function readFixedAxes(
  { document }: ResolutionContext,
  given: JsonObject,
  axes: readonly Axis[],
): Resolved<Baseline> {
  const fixed: FixedAxis[] = []
  const errors: InputError[] = []
  const shortNames = axisNames(axes)
  for (const { keys, name, value } of namedValues(given)) {
    const place = [...BASELINE, ...keys]
    const axis = axes.findIndex(({ target }, number) =>
      [target.text, formatTarget(target), shortNames[number]].includes(name),
    )
    const values = axes[axis]?.values ?? []
    const meant =
      values.find((each) => isSameJson(each, value)) ??
      values.find((each) => axisValueText(each) === axisValueText(value))
    if (axis === -1) {
      const names = axes.map(({ target }) => target.text)
      const expected =
        names.length === 0 ? 'a variant, since nothing is varied' : describeChoices(names)
      errors.push(errorAtKey(document, place, { expected, suggestion: nearestWord(name, names) }))
    } else if (meant !== undefined) {
      fixed.push({ axis, value: meant })
    } else {
      const expected = `a value of that axis: ${values.map(describeValue).join(', ')}`
      errors.push(errorAtKey(document, place, { expected, got: describeValue(value) }))
    }
  }
  return { value: { type: 'axes', fixed }, errors }
}

/** The values of axes by name, which is the path or setting, or the workload and the path. */
function* namedValues(given: JsonObject): Generator<{
  readonly keys: readonly string[]
  readonly name: string
  readonly value: JsonValue
}> {
  for (const [key, value] of Object.entries(given)) {
    const workload = parseWorkloadReference(key)
    if (workload === undefined || !isJsonObject(value)) {
      yield { keys: [key], name: key, value }
      continue
    }
    for (const [path, inner] of Object.entries(value)) {
      yield { keys: [key, path], name: `${formatObjectReference(workload)} ${path}`, value: inner }
    }
  }
}
