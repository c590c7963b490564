import { type JsonValue, isJsonObject } from '@seatrial/core'
import { InputError, type Position } from '../../input-error.ts'
import { type FieldPath, formatFieldPath } from '../field-path.ts'
import { FORBIDDEN_KEYS, INPUT_LIMITS } from './input-limits.ts'
import { type JsonPlace, jsonMembers, locateJson, measureJson, skipSpace } from './json-text.ts'
import { LineIndex } from './line-index.ts'
import type { SourceDocument } from './source-document.ts'

/** The values of a JSON text and what is wrong with them. */
export interface JsonStream {
  readonly documents: readonly SourceDocument[]
  readonly errors: readonly InputError[]
}

/**
 * Reads one JSON value or several one after another, at the speed of `JSON.parse`: positions are
 * only looked for when an error asks for one.
 *
 * Returns `undefined` when the text is not JSON: it may still be YAML.
 */
export function readJsonStream(file: string, text: string): JsonStream | undefined {
  const lines = new LineIndex(text)
  const documents: JsonDocument[] = []
  const errors: InputError[] = []
  for (let start = skipSpace(text, 0); start < text.length;) {
    const extent = beginsCollection(text, start) ? measureJson(text, start) : undefined
    if (extent === undefined) return undefined
    if (extent.depth > INPUT_LIMITS.depth) {
      errors.push(nestedTooDeep(file, lines.position(start), extent.depth))
    } else {
      const value = parseJson(text.slice(start, extent.end))
      if (value === undefined) return undefined
      const document = new JsonDocument(file, lines, text, start, value)
      errors.push(...findProblems(document, extent.keyCount))
      documents.push(document)
    }
    start = skipSpace(text, extent.end)
  }
  return { documents, errors }
}

class JsonDocument implements SourceDocument {
  readonly file: string
  readonly value: JsonValue
  readonly text: string
  readonly start: number
  readonly #lines: LineIndex

  constructor(file: string, lines: LineIndex, text: string, start: number, value: JsonValue) {
    this.file = file
    this.value = value
    this.text = text
    this.start = start
    this.#lines = lines
  }

  valuePosition(path: FieldPath): Position {
    return this.#lines.position(this.#locate(path).valueOffset)
  }

  keyPosition(path: FieldPath): Position {
    const { keyOffset, valueOffset } = this.#locate(path)
    return this.#lines.position(keyOffset ?? valueOffset)
  }

  offsetPosition(offset: number): Position {
    return this.#lines.position(offset)
  }

  #locate(path: FieldPath): JsonPlace {
    return locateJson(this.text, this.start, path)
  }
}

function beginsCollection(text: string, start: number): boolean {
  return text[start] === '{' || text[start] === '['
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function nestedTooDeep(file: string, position: Position, depth: number): InputError {
  const expected = `at most ${INPUT_LIMITS.depth} lists and maps inside one another`
  return new InputError({ file, position, path: '', expected, got: String(depth) })
}

/** `JSON.parse` keeps the last of equal keys: fewer keys in the value than in the text tell of it. */
function findProblems(document: JsonDocument, writtenKeyCount: number): readonly InputError[] {
  const inspection: Inspection = { keyCount: 0, problems: [] }
  inspect(document.value, [], inspection)
  const errors = inspection.problems.map(({ path, expected, got }) =>
    problemAt(document, path, document.keyPosition(path), expected, got),
  )
  return inspection.keyCount === writtenKeyCount
    ? errors
    : [...errors, ...findRepeatedKey(document, document.start, [])]
}

interface Inspection {
  keyCount: number
  readonly problems: { readonly path: FieldPath; readonly expected: string; readonly got: string }[]
}

/** Counts the keys and notes the first forbidden key or number; the depth is already bounded. */
function inspect(value: JsonValue, path: (string | number)[], inspection: Inspection): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    note(inspection, path, 'a number that JSON can hold', 'one that is too large')
  }
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) inspectChild(element, index, path, inspection)
  } else if (isJsonObject(value)) {
    for (const key in value) {
      inspection.keyCount++
      if (FORBIDDEN_KEYS.has(key))
        note(inspection, [...path, key], 'a key that is safe to read', key)
      inspectChild(value[key]!, key, path, inspection)
    }
  }
}

function inspectChild(
  value: JsonValue,
  step: string | number,
  path: (string | number)[],
  inspection: Inspection,
): void {
  path.push(step)
  inspect(value, path, inspection)
  path.pop()
}

function note(inspection: Inspection, path: FieldPath, expected: string, got: string): void {
  if (inspection.problems.length === 0) inspection.problems.push({ path: [...path], expected, got })
}

/** The first key of the text that its map already had. */
function findRepeatedKey(document: JsonDocument, start: number, path: FieldPath): InputError[] {
  const seen = new Set<string | number>()
  for (const { step, keyOffset, valueOffset } of jsonMembers(document.text, start)) {
    const here = [...path, step]
    if (seen.has(step)) {
      const position = document.offsetPosition(keyOffset ?? valueOffset)
      return [problemAt(document, here, position, 'each key once', 'it again')]
    }
    seen.add(step)
    const inner = findRepeatedKey(document, valueOffset, here)
    if (inner.length > 0) return inner
  }
  return []
}

function problemAt(
  document: JsonDocument,
  path: FieldPath,
  position: Position,
  expected: string,
  got: string,
): InputError {
  return new InputError({
    file: document.file,
    position,
    path: formatFieldPath(path),
    expected,
    got,
  })
}
