import { type JsonValue, isJsonObject } from '@seatrial/core'
import type { FieldPath } from '../paths/field-path.ts'
import { FORBIDDEN_KEYS } from './input-limits.ts'

/** What a walk over all values of a parsed JSON document finds. */
export interface JsonInspection {
  /** How many keys there are; fewer than in the text means that the text repeats some. */
  readonly keyCount: number
  /** The first value that no Kubernetes object may have. */
  readonly problem: JsonProblem | undefined
}

/** A key or value that is not to be had. */
export interface JsonProblem {
  readonly path: FieldPath
  readonly isAboutKey: boolean
  readonly expected: string
  readonly got: string
}

/** Walks over a value whose depth is known to be bounded. */
export function inspectJson(value: JsonValue): JsonInspection {
  const inspector = new JsonInspector()
  inspector.inspect(value)
  return inspector
}

class JsonInspector implements JsonInspection {
  keyCount = 0
  problem: JsonProblem | undefined
  readonly #path: (string | number)[] = []

  inspect(value: JsonValue): void {
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) {
        this.#report(false, 'a number that JSON can hold', 'one that is too large')
      }
    } else if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        this.#path.push(index)
        this.inspect(value[index] as JsonValue)
        this.#path.pop()
      }
    } else if (isJsonObject(value)) {
      for (const key in value) {
        this.keyCount++
        this.#path.push(key)
        if (FORBIDDEN_KEYS.has(key)) this.#report(true, 'a key that is safe to read', key)
        this.inspect(value[key]!)
        this.#path.pop()
      }
    }
  }

  #report(isAboutKey: boolean, expected: string, got: string): void {
    this.problem ??= { path: [...this.#path], isAboutKey, expected, got }
  }
}
