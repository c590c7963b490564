import type { FieldPath } from '../paths/field-path.ts'

/** What a first pass over a JSON text finds; whether it is valid JSON is for `JSON.parse` to say. */
export interface JsonExtent {
  /** The offset after the last character of the value. */
  readonly end: number
  /** How many keys are written in it, repeated ones included. */
  readonly keyCount: number
  /** How many lists and maps stand inside one another. */
  readonly depth: number
}

/**
 * Finds the end of the list or map that begins at `start`, in one pass without recursion.
 * Returns `undefined` where the text ends before it does.
 */
export function measureJson(text: string, start: number): JsonExtent | undefined {
  let open = 0
  let depth = 0
  let keyCount = 0
  for (let offset = start; offset < text.length; offset++) {
    switch (text.charCodeAt(offset)) {
      case QUOTE:
        offset = endOfString(text, offset) - 1
        break
      case COLON:
        keyCount++
        break
      case OPEN_BRACE:
      case OPEN_BRACKET:
        depth = Math.max(depth, ++open)
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (--open === 0) return { end: offset + 1, keyCount, depth }
    }
  }
  return undefined
}

/** Where a value of a JSON text stands, and its key unless it is a list's element or the whole. */
export interface JsonPlace {
  readonly keyOffset: number | undefined
  readonly valueOffset: number
}

/**
 * Where the value at `path` stands in the valid JSON text that begins at `start`; for a path that
 * leads nowhere, where its deepest existing parent stands.
 */
export function locateJson(text: string, start: number, path: FieldPath): JsonPlace {
  let place: JsonPlace = { keyOffset: undefined, valueOffset: skipSpace(text, start) }
  for (const step of path) {
    const child = findChild(text, place.valueOffset, step)
    if (child === undefined) return { keyOffset: undefined, valueOffset: place.valueOffset }
    place = child
  }
  return place
}

/** A key that its map already had. */
export interface RepeatedKey {
  readonly path: FieldPath
  readonly offset: number
}

/** The first repeated key of the valid JSON text that begins at `start`. */
export function findRepeatedKey(
  text: string,
  start: number,
  path: FieldPath = [],
): RepeatedKey | undefined {
  const seen = new Set<string | number>()
  for (const { step, keyOffset, valueOffset } of jsonMembers(text, start)) {
    const here = [...path, step]
    if (seen.has(step)) return { path: here, offset: keyOffset ?? valueOffset }
    seen.add(step)
    const inside = findRepeatedKey(text, valueOffset, here)
    if (inside !== undefined) return inside
  }
  return undefined
}

/** One key or element of a list or map. */
interface JsonMember extends JsonPlace {
  readonly step: string | number
}

/** The members of the list or map at `start` in the order of the text. */
function* jsonMembers(text: string, start: number): Generator<JsonMember> {
  const isMap = text.charCodeAt(start) === OPEN_BRACE
  if (!isMap && text.charCodeAt(start) !== OPEN_BRACKET) return
  let offset = skipSpace(text, start + 1)
  for (let index = 0; !isClosing(text.charCodeAt(offset)); index++) {
    const keyOffset = isMap ? offset : undefined
    let step: string | number = index
    if (isMap) {
      const keyEnd = endOfString(text, offset)
      step = JSON.parse(text.slice(offset, keyEnd)) as string
      offset = skipSpace(text, skipSpace(text, keyEnd) + 1)
    }
    yield { step, keyOffset, valueOffset: offset }
    offset = skipSpace(text, endOfValue(text, offset))
    if (text.charCodeAt(offset) === COMMA) offset = skipSpace(text, offset + 1)
  }
}

/** The offset of the first character at or after `offset` that is not white space. */
export function skipSpace(text: string, offset: number): number {
  while (isSpace(text.charCodeAt(offset))) offset++
  return offset
}

function findChild(text: string, start: number, step: string | number): JsonPlace | undefined {
  for (const member of jsonMembers(text, start)) if (member.step === step) return member
  return undefined
}

function endOfValue(text: string, start: number): number {
  switch (text.charCodeAt(start)) {
    case QUOTE:
      return endOfString(text, start)
    case OPEN_BRACE:
    case OPEN_BRACKET:
      return measureJson(text, start)?.end ?? text.length
  }
  let end = start
  while (end < text.length && !isDelimiter(text.charCodeAt(end))) end++
  return end
}

/** The offset after the closing quote of the string whose opening quote is at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++
    if (backslashes % 2 === 0) return end + 1
  }
  return text.length
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function isClosing(code: number): boolean {
  return code === CLOSE_BRACE || code === CLOSE_BRACKET || Number.isNaN(code)
}

function isDelimiter(code: number): boolean {
  return code === COMMA || isSpace(code) || isClosing(code)
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_BRACKET = 0x5b
const BACKSLASH = 0x5c
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
