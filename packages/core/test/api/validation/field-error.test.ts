import { describe, expect, it } from 'vitest'
import {
  distinctErrors,
  duplicate,
  invalid,
  notSupported,
  required,
} from '../../../src/api/validation/field-error.ts'

describe('a field error', () => {
  it('shows texts, numbers and flags as they are, and all else as JSON', () => {
    expect(invalid('a', 0, 'x')).toEqual({ type: 'Invalid', field: 'a', badValue: 0, detail: 'x' })
    expect(invalid('a', { b: 1 }, 'x')).toEqual({
      type: 'Invalid',
      field: 'a',
      shownValue: '{"b":1}',
      detail: 'x',
    })
  })

  it('names the words that the field knows', () => {
    expect(notSupported('a', 'x', ['y', 'z']).detail).toBe('supported values: "y", "z"')
  })
})

describe('distinct errors', () => {
  it('are told once each by field, type and value, as they were found', () => {
    const errors = [
      required('b', 'first'),
      invalid('b', 'y', 'second'),
      duplicate('a', 1),
      invalid('b', 'y', 'another rule found the same'),
    ]

    expect(distinctErrors(errors)).toEqual(errors.slice(0, 3))
  })
})
