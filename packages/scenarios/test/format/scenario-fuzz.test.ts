import { readFileSync } from 'node:fs'
import type { JsonObject, JsonValue } from '@seatrial/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseExperiment } from '../../src/format/experiment/parse-experiment.ts'
import { withValueAt } from '../../src/format/manifests/manifest-change.ts'
import { parseScenario } from '../../src/format/scenario/parse-scenario.ts'
import { type InputError, InputErrors } from '../../src/input-error.ts'
import { readOne } from './read-one.ts'

function fixture(name: string): string {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
}

/** The paths of all values of a document. */
function pathsOf(value: JsonValue, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const children = Object.entries(value as JsonObject).flatMap(([key, child]) =>
    pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return [path, ...children]
}

const replacement = fc.oneof(
  fc.constantFrom<JsonValue>(
    null,
    true,
    0,
    -1,
    1.5,
    '',
    'all',
    '5s',
    'sts/kafka',
    [],
    {},
    [[]],
    [{}],
  ),
  fc.constantFrom<JsonValue>('kafka.yaml', { kafka: 'x' }, { 'sts/kafka': 1 }, { median: '5s' }, [
    'a',
    1,
  ]),
  fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>,
)

/** A document of ours in which some values were replaced. */
function mutationsOf(name: string): fc.Arbitrary<string> {
  const value = readOne(fixture(name)).value as JsonObject
  const paths = pathsOf(value).filter((path) => path.length > 0)
  return fc
    .array(fc.tuple(fc.constantFrom(...paths), replacement), { minLength: 1, maxLength: 3 })
    .map((changes) => {
      const changed = changes.reduce((document, [path, by]) => replaceAt(document, path, by), value)
      return JSON.stringify(changed, null, 1)
    })
}

/** An earlier replacement may have taken away the list that a later one reaches into. */
function replaceAt(document: JsonObject, path: (string | number)[], by: JsonValue): JsonObject {
  try {
    return withValueAt(document, path, by)
  } catch (error) {
    if (error instanceof RangeError) return document
    throw error
  }
}

/** The errors of a parse, none when it succeeds; what is no input error is thrown on. */
function errorsOfParsing(parse: () => unknown): readonly InputError[] {
  try {
    parse()
    return []
  } catch (error) {
    if (error instanceof InputErrors) return error.errors
    throw error
  }
}

/** True for an error that says where, what was expected in our words, and what came. */
function explains({ position, expected, got }: InputError, text: string): boolean {
  const isInside = position === undefined || position.line <= text.split('\n').length
  return isInside && got !== '' && !/Invalid|undefined/.test(expected)
}

describe('whatever is wrong with a document', () => {
  it.each([
    ['kafka-image-bump.yaml', parseScenario],
    ['kafka-policies.yaml', parseExperiment],
  ] as const)('%s is read, or explained by InputErrors', (name, parse) => {
    const options = { file: name, readFile: fixture }

    fc.assert(
      fc.property(mutationsOf(name), (text) => {
        const errors = errorsOfParsing(() => parse(text, options))

        expect(errors.filter((error) => !explains(error, text))).toEqual([])
      }),
      { numRuns: 250 },
    )
  })
})
