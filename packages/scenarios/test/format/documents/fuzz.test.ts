import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocuments } from '../../../src/format/documents/read-documents.ts'
import type { FieldPath } from '../../../src/format/paths/field-path.ts'
import { type InputError, InputErrors, type Position } from '../../../src/input-error.ts'
import { readOne } from '../read-one.ts'

/** Pieces that YAML and JSON give a meaning, and a few that they do not. */
const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('a', 'b: ', '- ', '\n', '\n  ', '\n    ', ': ', '? ', '{', '}'),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('[', ']', ',', '"', "'", '&x ', '*x', '<<: ', '|\n', '>-\n', '#'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '---\n',
      '...\n',
      '!!int ',
      '%YAML 1.1\n',
      '\t',
      '\r\n',
      '\uFEFF',
      '\\',
      '0x',
      '.inf',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
)
const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

/** Keys of our own alphabet, so that none is unsafe. */
const json = fc
  .jsonValue({ maxDepth: 4 })
  .filter((value) => !/__proto__|constructor/.test(JSON.stringify(value)))

function errorsOfReading(text: string): readonly InputError[] {
  try {
    readDocuments('fuzz', text)
    return []
  } catch (error) {
    if (error instanceof InputErrors) return error.errors
    throw error
  }
}

function isInside(text: string, { line, column }: Position): boolean {
  const found = text.split('\n')[line - 1]
  return found !== undefined && column >= 1 && column <= found.length + 1
}

/** Every path of a value, its own included. */
function* pathsOf(value: unknown, path: FieldPath = []): Generator<FieldPath> {
  yield path
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    yield* pathsOf(child, [...path, Array.isArray(value) ? Number(key) : key])
  }
}

describe('whatever the text', () => {
  it('nothing but InputErrors is thrown, with positions inside the text', () => {
    fc.assert(
      fc.property(soup, (text) => {
        const positions = errorsOfReading(text).flatMap(({ position }) => position ?? [])

        expect(positions.filter((position) => !isInside(text, position))).toEqual([])
      }),
      { numRuns: 3_000 },
    )
  })

  it('what is read is plain data whose every value has a position inside the text', () => {
    fc.assert(
      fc.property(soup, (text) => {
        if (errorsOfReading(text).length > 0) return
        for (const document of readDocuments('fuzz', text)) {
          expect(JSON.parse(JSON.stringify(document.value))).toEqual(document.value)
          for (const path of pathsOf(document.value)) {
            expect(isInside(text, document.valuePosition(path)!)).toBe(true)
            expect(isInside(text, document.keyPosition(path)!)).toBe(true)
          }
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('JSON is read as JSON.parse reads it, and every value is found where it stands', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 4 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const document = readOne(text)

        expect(document.value).toEqual(JSON.parse(text))
        for (const path of pathsOf(document.value)) {
          const { line, column } = document.valuePosition(path)!
          const rest = text
            .split('\n')
            .slice(line - 1)
            .join('\n')
            .slice(column - 1)
          const found = path.reduce<unknown>((inner, step) => (inner as never)[step], value)
          expect(rest.startsWith(JSON.stringify(found, null, indent).slice(0, 1))).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a JSON text means the same to the YAML reader', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 3 }), (value) => {
        const text = JSON.stringify(value)

        expect(readDocuments('fuzz', `# YAML\n${text}`)[0]?.value).toEqual(JSON.parse(text))
      }),
      { numRuns: 300 },
    )
  })
})
