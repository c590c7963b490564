import { qualifiedName } from '../../label-syntax.ts'
import type { StringMap } from '../../object-meta.ts'
import { type FieldErrors, tooLong } from '../field-error.ts'
import { mustBe } from '../must-be.ts'

const TOTAL_SIZE_MAX_BYTES = 256 * 1024

/** Annotations: keys as labels have them, but in any case; values of any form up to a total size. */
export function* validateAnnotations(annotations: StringMap, path: string): FieldErrors {
  let sizeBytes = 0
  for (const [key, value] of Object.entries(annotations)) {
    yield* mustBe(anyCaseQualifiedName, key, path)
    sizeBytes += utf8Length(key) + utf8Length(value)
  }
  if (sizeBytes > TOTAL_SIZE_MAX_BYTES) {
    yield tooLong(path, `must not be longer than ${TOTAL_SIZE_MAX_BYTES} bytes in all`)
  }
}

function anyCaseQualifiedName(key: string): string | undefined {
  return qualifiedName(key.toLowerCase())
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const character of text) {
    const codePoint = character.codePointAt(0)!
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4
  }
  return bytes
}
