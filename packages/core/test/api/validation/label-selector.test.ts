import { describe, expect, it } from 'vitest'
import { validateLabelSelector } from '../../../src/api/validation/label-selector.ts'

describe('a label selector', () => {
  it.each([
    ['missing', undefined, []],
    ['with a bad key', { matchLabels: { '': 'x' } }, ['Invalid s.matchLabels']],
    ['In without values', expression('app', 'In', []), ['Required s.matchExpressions[0].values']],
    [
      'Exists with values',
      expression('app', 'Exists', ['x']),
      ['Forbidden s.matchExpressions[0].values'],
    ],
    [
      'with an operator in small letters',
      expression('app', 'in', ['x']),
      ['Invalid s.matchExpressions[0].operator'],
    ],
    ['without a key', expression('', 'Exists', []), ['Invalid s.matchExpressions[0].key']],
    [
      'with a bad value',
      expression('app', 'NotIn', ['x', 'bad value!']),
      ['Invalid s.matchExpressions[0].values[1]'],
    ],
  ])('%s', (_title, selector, errors) => {
    const found = [...validateLabelSelector(selector, 's')]

    expect(found.map(({ type, field }) => `${type} ${field}`)).toEqual(errors)
  })
})

function expression(key: string, operator: string, values: readonly string[]) {
  return { matchExpressions: [{ key, operator, values }] }
}
