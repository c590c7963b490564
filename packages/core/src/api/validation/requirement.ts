import { labelValue, qualifiedName } from '../label-syntax.ts'
import { type FieldErrors, forbidden, invalid, required } from './field-error.ts'
import { mustBe } from './must-be.ts'

/** One condition on labels as a manifest gives it: of a label selector, or of a node selector. */
export interface RequirementManifest {
  readonly key?: string
  readonly operator?: string
  readonly values?: readonly string[]
}

/** The operators that a kind of requirement knows. */
export interface RequirementOperators {
  readonly words: readonly string[]
  /** What is said of any other. */
  readonly expected: string
}

/** What every requirement on labels keeps to: its operator, as many values as it takes, their forms. */
export function* validateRequirement(
  { key = '', operator = '', values = [] }: RequirementManifest,
  { words, expected }: RequirementOperators,
  path: string,
): FieldErrors {
  if (words.includes(operator)) yield* mustHaveValues(operator, values.length, `${path}.values`)
  else yield invalid(`${path}.operator`, operator, expected)
  yield* mustBe(qualifiedName, key, `${path}.key`)
  for (const [index, value] of values.entries()) {
    yield* mustBe(labelValue, value, `${path}.values[${index}]`)
  }
}

function* mustHaveValues(operator: string, count: number, path: string): FieldErrors {
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (count === 0) yield required(path, `must be given for ${operator}`)
      break
    case 'Exists':
    case 'DoesNotExist':
      if (count > 0) yield forbidden(path, `must be empty for ${operator}`)
      break
    case 'Gt':
    case 'Lt':
      if (count !== 1) yield required(path, `must be one for ${operator}`)
      break
  }
}
