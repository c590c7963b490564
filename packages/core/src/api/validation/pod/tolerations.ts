import { labelValue, qualifiedName } from '../../label-syntax.ts'
import type { Toleration } from '../../toleration.ts'
import { type FieldErrors, invalid, notSupported } from '../field-error.ts'
import { mustBe, mustBeOneOf } from '../must-be.ts'

const EFFECTS: readonly string[] = ['NoSchedule', 'PreferNoSchedule', 'NoExecute']
const WHOLE_NUMBER = /^(0|-?[1-9]\d*)$/

/**
 * `tolerations` of a pod: well-formed keys, known operators and effects, and nothing said that the
 * operator has no use for. `comparison`: the release knows the operators Gt and Lt.
 */
export function* validateTolerations(
  tolerations: readonly Toleration[],
  { path, comparison }: { readonly path: string; readonly comparison: boolean },
): FieldErrors {
  for (const [index, toleration] of tolerations.entries()) {
    const { key = '', operator = '', effect = '', tolerationSeconds } = toleration
    const at = `${path}[${index}]`
    if (key !== '') yield* mustBe(qualifiedName, key, `${at}.key`)
    else if (operator !== 'Exists') {
      yield invalid(`${at}.operator`, operator, 'must be Exists when there is no key')
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
      yield invalid(`${at}.effect`, effect, 'must be NoExecute to be tolerated for a while')
    }
    if (effect !== '') yield* mustBeOneOf(EFFECTS, effect, `${at}.effect`)
    yield* validateOperator(toleration, comparison, at)
  }
}

function* validateOperator(
  { operator = '', value = '' }: Toleration,
  comparison: boolean,
  path: string,
): FieldErrors {
  const problem = labelValue(value)
  if (operator === '' || operator === 'Equal') {
    if (problem !== undefined) yield invalid(`${path}.operator`, value, problem)
  } else if (operator === 'Exists') {
    if (value !== '') yield invalid(`${path}.operator`, value, 'has no use for a value')
  } else if (comparison && (operator === 'Gt' || operator === 'Lt')) {
    if (!WHOLE_NUMBER.test(value)) yield invalid(`${path}.value`, value, 'must be a whole number')
  } else {
    yield notSupported(`${path}.operator`, operator, operatorsOf(comparison))
  }
}

function operatorsOf(comparison: boolean): readonly string[] {
  return comparison ? ['Equal', 'Exists', 'Gt', 'Lt'] : ['Equal', 'Exists']
}
