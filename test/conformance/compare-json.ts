import type { JsonObject, JsonValue } from '@seatrial/core'

/** A place where what we got is not what was recorded. `undefined`: not there at all. */
export interface Difference {
  /** As `spec.containers[0].image`; keys that are no plain words are quoted. */
  readonly path: string
  readonly expected: JsonValue | undefined
  readonly got: JsonValue | undefined
  /** The rule that our code applied, by its ID or in words. */
  readonly rule?: string
}

/**
 * All places where `got` differs from `expected`, in the order of the expected keys.
 * The order of keys does not matter, that of lists does.
 */
export function compareJson(
  expected: JsonValue | undefined,
  got: JsonValue | undefined,
  path = '',
): Difference[] {
  const differences: Difference[] = []
  collectDifferences(expected, got, path, differences)
  return differences
}

function collectDifferences(
  expected: JsonValue | undefined,
  got: JsonValue | undefined,
  path: string,
  differences: Difference[],
): void {
  if (expected === got) return
  if (!isComposite(expected) || !isComposite(got) || isList(expected) !== isList(got)) {
    differences.push({ path, expected, got })
    return
  }
  for (const key of keysOfBoth(expected, got)) {
    const step = isList(expected) ? `[${key}]` : keyStep(key, path)
    collectDifferences(child(expected, key), child(got, key), path + step, differences)
  }
}

type Composite = JsonObject | readonly JsonValue[]

function isComposite(value: JsonValue | undefined): value is Composite {
  return typeof value === 'object' && value !== null
}

function isList(value: Composite): value is readonly JsonValue[] {
  return Array.isArray(value)
}

function keysOfBoth(expected: Composite, got: Composite): Iterable<string> {
  return new Set([...Object.keys(expected), ...Object.keys(got)])
}

function child(value: Composite, key: string): JsonValue | undefined {
  return Object.hasOwn(value, key) ? (value as Record<string, JsonValue>)[key] : undefined
}

function keyStep(key: string, path: string): string {
  if (!/^[A-Za-z_]\w*$/.test(key)) return `[${JSON.stringify(key)}]`
  return path === '' ? key : `.${key}`
}
