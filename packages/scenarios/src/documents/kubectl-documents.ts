import { type JsonValue, canonicalJson, compareText } from '@seatrial/core'
import { type Pair, stringify } from 'yaml'
import { YAML_OPTIONS } from './write-yaml.ts'

/*
 * Documents as `kubectl get -o` prints them: in both forms the keys of an object stand in the order of
 * their bytes, whatever order it holds them in.
 */

/** A document as kubectl writes JSON: four blanks a level, and escaped what would mean something to HTML. */
export function writeKubectlJson(document: JsonValue): string {
  return `${indented(document, '\n')}\n`
}

/** A document as kubectl writes YAML: lists stand no deeper than their key. */
export function writeKubectlYaml(document: JsonValue): string {
  return stringify(document, KUBECTL_YAML_OPTIONS)
}

const KUBECTL_YAML_OPTIONS = { ...YAML_OPTIONS, indentSeq: false, sortMapEntries: byKey } as const

function byKey(one: Pair, other: Pair): number {
  return compareText(String(one.key), String(other.key))
}

/** @param lineStart the line break and the blanks in front of the line that the value begins on */
function indented(value: JsonValue, lineStart: string): string {
  if (typeof value !== 'object' || value === null) return canonicalJson(value)
  const inner = `${lineStart}    `
  if (Array.isArray(value)) {
    const items = (value as readonly JsonValue[]).map((item) => inner + indented(item, inner))
    return items.length === 0 ? '[]' : `[${items.join(',')}${lineStart}]`
  }
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .toSorted(([one], [other]) => compareText(one, other))
    .map(([key, field]) => `${inner}${canonicalJson(key)}: ${indented(field, inner)}`)
  return fields.length === 0 ? '{}' : `{${fields.join(',')}${lineStart}}`
}
