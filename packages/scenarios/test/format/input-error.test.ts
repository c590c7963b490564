import { describe, expect, it } from 'vitest'
import {
  InputError,
  InputErrors,
  describeChoices,
  describeSort,
  describeValue,
} from '../../src/input-error.ts'

const fields = {
  file: 'kafka.yaml',
  path: 'spec.replicas',
  expected: 'a whole number',
  got: '"three"',
}

describe('InputError', () => {
  it('says file, line, column, path, what was expected, what came and the nearest word', () => {
    const error = new InputError({ ...fields, position: { line: 3, column: 7 }, suggestion: '3' })

    expect(error.message).toBe(
      'kafka.yaml:3:7: spec.replicas: expected a whole number, got "three" (did you mean 3?)',
    )
    expect(error).toMatchObject({ ...fields, position: { line: 3, column: 7 }, suggestion: '3' })
  })

  it('leaves out what there is not', () => {
    const error = new InputError({
      file: '--ready',
      path: '',
      expected: 'a duration',
      got: 'nothing',
    })

    expect(error.message).toBe('--ready: expected a duration, got nothing')
  })
})

describe('InputErrors', () => {
  it('keeps the files in order and sorts the errors of each by position', () => {
    const at = (file: string, line: number, column: number): InputError =>
      new InputError({ ...fields, file, position: { line, column } })
    const errors = new InputErrors([at('b', 9, 1), at('a', 2, 2), at('b', 1, 5), at('b', 1, 2)])

    expect(
      errors.errors.map(({ file, position }) => `${file}:${position!.line}:${position!.column}`),
    ).toEqual(['b:1:2', 'b:1:5', 'b:9:1', 'a:2:2'])
    expect(errors.message.split('\n')).toHaveLength(4)
  })
})

describe('describeValue', () => {
  it.each([
    ['x', '"x"'],
    ['x'.repeat(100), `"${'x'.repeat(59)}…"`],
    [3, '3'],
    [true, 'true'],
    [null, 'null'],
    [undefined, 'nothing'],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{}, 'an empty map'],
    [{ a: 1 }, 'a map'],
  ])('%j is %s', (value, text) => {
    expect(describeValue(value)).toBe(text)
  })

  it('has a sister that never shows the value', () => {
    expect([describeSort('secret'), describeSort(42), describeSort(true)]).toEqual([
      'a text',
      'a number',
      'a boolean',
    ])
  })
})

describe('describeChoices', () => {
  it.each([
    [['a'], 'a'],
    [['a', 'b'], 'one of a, b'],
    ['abcdefghijklmnop'.split(''), 'one of a, b, c, d, e, f, g, h, i, j, k, l and 4 more'],
  ])('%j is %s', (words, text) => {
    expect(describeChoices(words)).toBe(text)
  })
})
