import type { JsonValue } from '@seatrial/core'
import { InputError, type Position } from '../../input-error.ts'
import { type FieldPath, formatFieldPath } from '../paths/field-path.ts'
import { INPUT_LIMITS } from './input-limits.ts'
import { inspectJson } from './json-inspection.ts'
import { type JsonPlace, findRepeatedKey, locateJson, measureJson, skipSpace } from './json-text.ts'
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
      const document = new JsonDocument({ file, text, start, lines, value })
      errors.push(...document.findProblems(extent.keyCount))
      documents.push(document)
    }
    start = skipSpace(text, extent.end)
  }
  return { documents, errors }
}

/** A JSON value and where in its file it begins. */
interface JsonSource {
  readonly file: string
  readonly text: string
  readonly start: number
  readonly lines: LineIndex
  readonly value: JsonValue
}

class JsonDocument implements SourceDocument {
  readonly file: string
  readonly value: JsonValue
  readonly #text: string
  readonly #start: number
  readonly #lines: LineIndex

  constructor({ file, text, start, lines, value }: JsonSource) {
    this.file = file
    this.value = value
    this.#text = text
    this.#start = start
    this.#lines = lines
  }

  valuePosition(path: FieldPath): Position {
    return this.#lines.position(this.#locate(path).valueOffset)
  }

  keyPosition(path: FieldPath): Position {
    const { keyOffset, valueOffset } = this.#locate(path)
    return this.#lines.position(keyOffset ?? valueOffset)
  }

  /** `JSON.parse` keeps the last of equal keys: fewer keys than were written tell of repeated ones. */
  findProblems(writtenKeyCount: number): readonly InputError[] {
    const errors: InputError[] = []
    const { keyCount, problem } = inspectJson(this.value)
    if (problem !== undefined) {
      const { path, isAboutKey, expected, got } = problem
      const position = isAboutKey ? this.keyPosition(path) : this.valuePosition(path)
      errors.push(this.#error(path, position, expected, got))
    }
    const repeated =
      keyCount === writtenKeyCount ? undefined : findRepeatedKey(this.#text, this.#start)
    if (repeated !== undefined) {
      const position = this.#lines.position(repeated.offset)
      errors.push(this.#error(repeated.path, position, 'each key once', 'it again'))
    }
    return errors
  }

  #error(path: FieldPath, position: Position, expected: string, got: string): InputError {
    return new InputError({ file: this.file, position, path: formatFieldPath(path), expected, got })
  }

  #locate(path: FieldPath): JsonPlace {
    return locateJson(this.#text, this.#start, path)
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
