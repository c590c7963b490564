import { describe, expect, it } from 'vitest'
import { INPUT_LIMITS } from '../../../src/format/documents/input-limits.ts'
import { readDocuments } from '../../../src/format/documents/read-documents.ts'
import { errorsOf } from '../errors-of.ts'

function refusals(text: string): readonly string[] {
  return errorsOf(() => readDocuments('evil', text))
}

const TEN_LEVELS = Array.from({ length: 10 }, (_, level) => {
  const inner = level === 0 ? 'lol' : `*a${level - 1}`
  return `a${level}: &a${level} [${Array.from({ length: 10 }, () => inner).join(', ')}]`
}).join('\n')

describe('readDocuments refuses', () => {
  it.each([
    [
      'a bomb of aliases',
      TEN_LEVELS,
      'evil:5:45: a4[7]: expected aliases that stand for at most 100000 values together, got more',
    ],
    [
      'an alias of itself',
      'a: &a [*a]',
      'evil:1:8: a[0]: expected an alias of an anchor that stands before it, got *a',
    ],
    [
      'a repeated key',
      'spec:\n  a: 1\n  b: 2\n  a: 3\n',
      'evil:4:3: spec.a: expected each key once, got it again',
    ],
    [
      'a repeated key in JSON',
      '{"spec": {"a": 1, "b": [{"x": 1}],\n "a": 3}}',
      'evil:2:2: spec.a: expected each key once, got it again',
    ],
    [
      'a key that reaches into prototypes',
      'a: { __proto__: { b: 1 } }',
      'evil:1:6: a: expected a key that is safe to read, got __proto__',
    ],
    [
      'such a key in JSON',
      '{"a": {"constructor": 1}}',
      'evil:1:8: a.constructor: expected a key that is safe to read, got constructor',
    ],
    [
      'a number too large',
      `a: 1${'0'.repeat(400)}`,
      'evil:1:4: a: expected a number that JSON can hold, got one that is too large or not a number',
    ],
    [
      'an infinite number',
      'a: -.inf',
      'evil:1:4: a: expected a number that JSON can hold, got one that is too large or not a number',
    ],
    [
      'a number too large in JSON',
      '{"a": 1e999}',
      'evil:1:7: a: expected a number that JSON can hold, got one that is too large',
    ],
    [
      'a key that is no text',
      '{ [a]: 1 }',
      'evil:1:3: expected a text as key, got a list, a map or nothing',
    ],
    [
      'a merge of no map',
      'a: { <<: 3 }',
      'evil:1:10: a: expected maps to merge, got something else',
    ],
    [
      'a value that does not fit its tag',
      'a: !!int x',
      'evil:1:10: a: expected a value that fits its tag tag:yaml.org,2002:int, got another one',
    ],
  ])('%s', (_, text, message) => {
    expect(refusals(text)).toContain(message)
  })

  it.each([
    ['flow lists', '['.repeat(100_000)],
    ['closed flow lists', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['flow maps', '{a: '.repeat(50_000)],
    ['block lists', '- '.repeat(50_000)],
    ['complex keys', '? '.repeat(50_000)],
    ['JSON', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`],
    ['just too much', `${'['.repeat(101)}${']'.repeat(101)}`],
    ['just too much for YAML', `${'[ '.repeat(101)}x${']'.repeat(101)}`],
  ])('deep nesting of %s, in one sentence that says so', (_, text) => {
    const [first, ...others] = refusals(text)

    expect(first).toMatch(/: expected at most 100 lists and maps inside one another, got /)
    expect(others).toEqual([])
  })

  it('a bomb of aliases with one error, not with one for each alias', () => {
    expect(refusals(TEN_LEVELS)).toHaveLength(1)
  })

  it.each([
    ['a value', 'spec:\n  replicas: {{ .Values.replicas }}\n', 'evil:2:14: spec.replicas: '],
    ['a line', '{{- if .Values.kafka }}\na: 1\n{{- end }}\n', 'evil:1:3: '],
  ])('a template in place of %s, and says what renders it', (_, text, place) => {
    expect(refusals(text)).toEqual([
      `${place}expected plain YAML, got a template, which helm template renders first`,
    ])
  })

  it('nothing that is nested just as deep as it may be', () => {
    const depth = INPUT_LIMITS.depth

    expect(refusals(`${'['.repeat(depth)}${']'.repeat(depth)}`)).toEqual([])
    expect(refusals(`${'[ '.repeat(depth)}x${']'.repeat(depth)}`)).toEqual([])
  })

  it('files above the stated size', () => {
    expect(refusals(`a: ${'x'.repeat(INPUT_LIMITS.yamlLength)}`)).toEqual([
      'evil: expected at most 16 MiB of YAML (JSON, as kubectl get -o json prints it, may have 256 MiB), got 17 MiB',
    ])
  })

  it('maps that are wide, repeated and unsafe without an endless list of errors', () => {
    const repeated = Array.from({ length: 20_000 }, () => 'a: 1').join('\n')

    expect(refusals(repeated)).toHaveLength(100)
  })

  it('syntax errors with their place and without quoting values', () => {
    expect(refusals('a: 1\nb: "secret\n')).toEqual([
      'evil:3:1: expected valid YAML, got this: missing closing "quote',
    ])
  })

  it('each broken document of a stream', () => {
    expect(refusals('a: [\n---\nb: 1\n---\nc: }\n')).toHaveLength(2)
  })
})

describe('readDocuments accepts', () => {
  it('many uses of a small anchor', () => {
    const uses = Array.from({ length: 2_000 }, (_, index) => `k${index}: *x`).join('\n')

    expect(refusals(`x: &x { a: 1 }\n${uses}`)).toEqual([])
  })

  it('names of prototypes that are only values', () => {
    expect(refusals('a: __proto__\nb: [constructor]\nprototype: 1\n')).toEqual([])
  })

  it('a wide map in linear time', () => {
    const text = Array.from({ length: 50_000 }, (_, index) => `k${index}: 1`).join('\n')

    expect(refusals(text)).toEqual([])
  })
})
