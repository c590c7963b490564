import type { JsonValue } from '@seatrial/core'

const TEXT_OR_LONG_INTEGER = /"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g

/** As JSON.parse, but whole numbers that a double would round become bigints. */
export function parseExactly(json: string): JsonValue {
  const marked = json.replace(TEXT_OR_LONG_INTEGER, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `{"bigint":"${token}"}`,
  )
  return JSON.parse(marked, (_key, value) => unmark(value as JsonValue)) as JsonValue
}

function unmark(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null || !('bigint' in value)) return value
  return BigInt(value['bigint'] as string)
}
