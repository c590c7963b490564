import type { JsonValue } from '@seatrial/core'

/**
 * The value of a plain (unquoted) YAML scalar as kubectl reads it: YAML 1.1 with its many words for
 * booleans and leading-zero octals, but without base 60 and with timestamps left as text.
 */
export function resolvePlainScalar(source: string): JsonValue {
  if (NULLS.has(source)) return null
  const boolean = BOOLEANS.get(source)
  if (boolean !== undefined) return boolean
  return parseYamlNumber(source) ?? source
}

/**
 * The number that a plain scalar means, infinite for `.inf` and for what no double can hold, or
 * `undefined` for text.
 */
export function parseYamlNumber(source: string): number | undefined {
  if (source.length > LONGEST_NUMBER) return ONLY_DIGITS.test(source) ? Infinity : undefined
  const special = SPECIAL_NUMBERS.get(source)
  if (special !== undefined) return special
  if (!NUMBER_START.test(source)) return undefined
  const text = source.replaceAll('_', '')
  const radix = RADIX_INTEGER.exec(text)
  if (radix !== null) return parseRadixInteger(radix[1] === '-', radix[2]!)
  return DECIMAL.test(text) ? Number(text) : undefined
}

/** True for the words that a YAML 1.1 reader takes for a boolean. */
export function isYamlBoolean(source: string): boolean {
  return BOOLEANS.has(source)
}

/** The digits of `0b…`, `0x…`, `0o…` or `0…`; what looks octal but is not counts as decimal. */
function parseRadixInteger(negative: boolean, digits: string): number {
  const octal = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits
  const magnitude = Number(octal)
  return negative ? -magnitude : magnitude
}

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL'])

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word): [string, boolean] => [word, true],
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word): [string, boolean] => [word, false],
  ),
])

const SPECIAL_NUMBERS: ReadonlyMap<string, number> = new Map([
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word): [string, number] => [
    word,
    Infinity,
  ]),
  ...['-.inf', '-.Inf', '-.INF'].map((word): [string, number] => [word, -Infinity]),
  ...['.nan', '.NaN', '.NAN'].map((word): [string, number] => [word, NaN]),
])

const NUMBER_START = /^[-+]?\.?\d/
const RADIX_INTEGER = /^([-+]?)(0b[01]+|0o[0-7]+|0x[\da-fA-F]+|0\d+)$/
const DECIMAL = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/
const ONLY_DIGITS = /^[-+]?[\d_]+$/

/** No double needs more digits than this; longer digit strings are not worth reading. */
const LONGEST_NUMBER = 400
