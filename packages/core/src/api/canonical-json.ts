import { type JsonObject, type JsonValue, isJsonObject } from './json.ts'
import { compareText } from './compare-text.ts'

/**
 * The text of a value in the one form in which Kubernetes compares and hashes it: compact, keys
 * sorted by their bytes, and the characters escaped that would mean something to HTML or JavaScript.
 * (`conformance/revision-hash.md`, the bytes 2, 6 and 7)
 */
export function canonicalJson(value: JsonValue): string {
  if (typeof value === 'string') return canonicalText(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (isJsonObject(value)) return canonicalObject(value)
  return `[${value.map(canonicalJson).join(',')}]`
}

function canonicalObject(object: JsonObject): string {
  const keys = Object.keys(object).sort(compareText)
  return `{${keys.map((key) => `${canonicalText(key)}:${canonicalJson(object[key]!)}`).join(',')}}`
}

const ESCAPED = /[<>&\u2028\u2029]/g

function canonicalText(text: string): string {
  return JSON.stringify(text).replace(ESCAPED, escape)
}

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
