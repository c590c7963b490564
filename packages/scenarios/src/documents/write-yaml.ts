import type { JsonValue } from '@seatrial/core'
import { stringify } from 'yaml'

/** Quotes what any version of YAML could take for something else; lines are as long as they are. */
const OPTIONS = { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 } as const

const KUBECTL_OPTIONS = { ...OPTIONS, indentSeq: false, sortMapEntries: true } as const

/** A document as kubectl writes YAML: keys in the order of the alphabet, lists no deeper than their key. */
export function writeKubectlYaml(document: JsonValue): string {
  return stringify(document, KUBECTL_OPTIONS)
}

/** Documents as a stream of YAML. */
export function writeYaml(documents: readonly JsonValue[]): string {
  return documents.map((document) => stringify(document, OPTIONS)).join('---\n')
}
