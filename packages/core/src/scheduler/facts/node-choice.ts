import { type JsonObject, isJsonObject } from '../../api/json.ts'
import {
  type NodeSelector,
  compileNodeSelector,
  compileNodeSelectorTerms,
} from '../../api/node-selector.ts'
import {
  numberField,
  objectField,
  objectsField,
  textField,
} from '../../api/serialization/read-fields.ts'

/** The label that gives a node its own name; what selects by it selects single nodes. */
export const HOSTNAME_LABEL = 'kubernetes.io/hostname'

/** Nodes that a pod would rather run on. */
export interface PreferredNodes {
  readonly selector: NodeSelector
  readonly weight: number
}

/** What a pod's spec says of the nodes that it can and would like to run on. */
export interface NodeChoice {
  readonly selector: NodeSelector
  readonly preferred: readonly PreferredNodes[]
  /** The labels by which nodes are told apart, the node's own name aside. */
  readonly labelKeys: readonly string[]
  /** Nodes are told apart by their names too. */
  readonly isByName: boolean
}

/** The node choice of a pod's spec: node selector and node affinity. */
export function nodeChoice(spec: JsonObject): NodeChoice {
  const affinity = objectField(objectField(spec, 'affinity'), 'nodeAffinity')
  const required = objectField(affinity, 'requiredDuringSchedulingIgnoredDuringExecution')
  const preferred = objectsField(affinity, 'preferredDuringSchedulingIgnoredDuringExecution')
  const labels = objectField(spec, 'nodeSelector')
  const preferences = preferred.map((written) => objectField(written, 'preference'))
  const terms = [...objectsField(required, 'nodeSelectorTerms'), ...preferences]
  const keys = [...Object.keys(labels), ...terms.flatMap(keysOf)]
  return {
    selector: compileNodeSelector(spec),
    preferred: preferred.map(preferredNodes),
    labelKeys: keys.filter((key) => key !== HOSTNAME_LABEL),
    isByName: keys.includes(HOSTNAME_LABEL) || terms.some(hasFields),
  }
}

/** The node choice of a volume: its required node affinity; undefined when it can be used everywhere. */
export function volumeNodeChoice(volumeSpec: JsonObject): NodeChoice | undefined {
  const required = objectField(volumeSpec, 'nodeAffinity')['required']
  if (!isJsonObject(required)) return undefined
  const terms = objectsField(required, 'nodeSelectorTerms')
  const keys = terms.flatMap(keysOf)
  return {
    selector: compileNodeSelectorTerms(required),
    preferred: [],
    labelKeys: keys.filter((key) => key !== HOSTNAME_LABEL),
    isByName: keys.includes(HOSTNAME_LABEL) || terms.some(hasFields),
  }
}

function preferredNodes(written: JsonObject): PreferredNodes {
  const terms = [objectField(written, 'preference')]
  return {
    selector: compileNodeSelectorTerms({ nodeSelectorTerms: terms }),
    weight: numberField(written, 'weight'),
  }
}

function keysOf(term: JsonObject): readonly string[] {
  return objectsField(term, 'matchExpressions').map((expression) => textField(expression, 'key'))
}

function hasFields(term: JsonObject): boolean {
  return objectsField(term, 'matchFields').length > 0
}
