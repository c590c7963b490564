import type { JsonValue } from '@seatrial/core'
import { stringify } from 'yaml'

/** Quotes what any version of YAML could take for something else; lines are as long as they are. */
export const YAML_OPTIONS: {
  readonly version: '1.1'
  readonly aliasDuplicateObjects: false
  readonly lineWidth: 0
} = { version: '1.1', aliasDuplicateObjects: false, lineWidth: 0 }

/** Documents as a stream of YAML. */
export function writeYaml(documents: readonly JsonValue[]): string {
  return documents.map((document) => stringify(document, YAML_OPTIONS)).join('---\n')
}
