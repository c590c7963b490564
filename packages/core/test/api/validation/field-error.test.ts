import { describe, expect, it } from 'vitest'
import {
  duplicate,
  invalid,
  notSupported,
  required,
  sortedErrors,
} from '../../../src/api/validation/field-error.ts'

describe('a field error', () => {
  it('shows texts, numbers and flags, and nothing that takes more than a line', () => {
    expect(invalid('a', 0, 'x')).toEqual({ type: 'Invalid', field: 'a', badValue: 0, detail: 'x' })
    expect(invalid('a', { b: 1 }, 'x')).toEqual({ type: 'Invalid', field: 'a', detail: 'x' })
  })

  it('names the words that the field knows', () => {
    expect(notSupported('a', 'x', ['y', 'z']).detail).toBe('must be one of y, z')
  })
})

describe('sorted errors', () => {
  it('are told once each, by field, type and value', () => {
    const errors = [
      required('b', 'first'),
      invalid('b', 'y', 'second'),
      duplicate('a', 1),
      invalid('b', 'y', 'another rule found the same'),
    ]

    expect(sortedErrors(errors)).toEqual([errors[2], errors[1], errors[0]])
  })
})
