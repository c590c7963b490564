import { describe, expect, it } from 'vitest'
import { variantNames } from '../../src/compare/variant-names.ts'

describe('what variants are called on a screen', () => {
  it.each([
    {
      title: 'axes by their values',
      names: ['a=1, b=2', 'a=3, b=4'],
      of: ['1/2', '3/4'],
      by: 'a/b',
    },
    {
      title: 'axes of named policies too',
      names: ['fast, a=1', 'slow, a=1'],
      of: ['fast/1', 'slow/1'],
      by: 'policy/a',
    },
    {
      title: 'policies by their names',
      names: ['fast', 'slow'],
      of: ['fast', 'slow'],
      by: 'policy',
    },
    {
      title: 'all by their names where one has other axes',
      names: ['a=1', 'b=1'],
      of: ['a=1', 'b=1'],
      by: 'policy',
    },
    {
      title: 'and where a value has a sign that divides',
      names: ['a=x=1', 'a=y=2'],
      of: ['a=x=1', 'a=y=2'],
      by: 'policy',
    },
  ])('$title', ({ names, of, by }) => {
    expect(variantNames(names.map((name) => ({ name })))).toEqual({ title: by, of })
  })
})
