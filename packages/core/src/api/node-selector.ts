import { parseInt64 } from './int64.ts'
import type { JsonObject } from './json.ts'
import { type LabelRequirement, meetsAll } from './label-requirement.ts'
import { labelValue, qualifiedName } from './label-syntax.ts'
import type { StringMap } from './object-meta.ts'

/**
 * Which nodes are asked for, read once and ready to be asked about many nodes: `nodeSelector` and
 * required node affinity of a pod, or the node affinity of a volume. Preferences do not count.
 */
export class NodeSelector {
  readonly #labels: readonly LabelRequirement[]
  /** One of them must match; `undefined` where there is no required affinity. */
  readonly #terms: readonly NodeSelectorTerm[] | undefined

  constructor(labels: readonly LabelRequirement[], terms: readonly NodeSelectorTerm[] | undefined) {
    this.#labels = labels
    this.#terms = terms
  }

  /** True when a node of this name with these labels is selected. */
  matches(nodeName: string, labels: StringMap): boolean {
    if (!meetsAll(this.#labels, labels)) return false
    return this.#terms === undefined || this.#terms.some((term) => meets(term, nodeName, labels))
  }
}

/** All requirements of a term must hold. */
interface NodeSelectorTerm {
  readonly labels: readonly LabelRequirement[]
  readonly fields: readonly FieldRequirement[]
}

interface FieldRequirement {
  readonly key: string
  readonly isWanted: boolean
  readonly value: string
}

/** The nodes that a pod spec asks for. */
export function compileNodeSelector(podSpec: JsonObject): NodeSelector {
  const { nodeSelector, affinity } = podSpec as WrittenPodSpec
  const labels = Object.entries(nodeSelector ?? {}).map(([key, value]): LabelRequirement => ({
    operator: 'Equals',
    key,
    value,
  }))
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution
  return new NodeSelector(labels, required ? compileTerms(required) : undefined)
}

/** The nodes that a bare corev1.NodeSelector asks for, as a PersistentVolume has it. */
export function compileNodeSelectorTerms(selector: JsonObject): NodeSelector {
  return new NodeSelector([], compileTerms(selector))
}

interface WrittenPodSpec {
  readonly nodeSelector?: StringMap | null
  readonly affinity?: {
    readonly nodeAffinity?: {
      readonly requiredDuringSchedulingIgnoredDuringExecution?: WrittenNodeSelector | null
    } | null
  } | null
}

interface WrittenNodeSelector {
  readonly nodeSelectorTerms?: readonly WrittenTerm[] | null
}

interface WrittenTerm {
  readonly matchExpressions?: readonly WrittenRequirement[] | null
  readonly matchFields?: readonly WrittenRequirement[] | null
}

interface WrittenRequirement {
  readonly key?: string
  readonly operator?: string
  readonly values?: readonly string[] | null
}

function meets(term: NodeSelectorTerm, nodeName: string, labels: StringMap): boolean {
  return meetsAll(term.labels, labels) && term.fields.every((field) => meetsField(field, nodeName))
}

/** Nodes have one field to select by; every other one reads as an empty text. */
function meetsField({ key, isWanted, value }: FieldRequirement, nodeName: string): boolean {
  return ((key === 'metadata.name' ? nodeName : '') === value) === isWanted
}

/** Empty and malformed terms are as if they were absent; without any term no node matches. */
function compileTerms(selector: WrittenNodeSelector): readonly NodeSelectorTerm[] {
  return (selector.nodeSelectorTerms ?? []).flatMap((term) => compileTerm(term) ?? [])
}

function compileTerm({ matchExpressions, matchFields }: WrittenTerm): NodeSelectorTerm | undefined {
  const labels = (matchExpressions ?? []).map(compileExpression)
  const fields = (matchFields ?? []).map(compileField)
  if (labels.length + fields.length === 0) return undefined
  if (!labels.every((label) => label !== undefined)) return undefined
  if (!fields.every((field) => field !== undefined)) return undefined
  return { labels, fields }
}

function compileExpression(written: WrittenRequirement): LabelRequirement | undefined {
  const { key = '', operator } = written
  const values = written.values ?? []
  if (qualifiedName(key) !== undefined) return undefined
  if (values.some((value) => labelValue(value) !== undefined)) return undefined
  switch (operator) {
    case 'In':
    case 'NotIn':
      return values.length > 0 ? { operator, key, values } : undefined
    case 'Exists':
    case 'DoesNotExist':
      return values.length === 0 ? { operator, key } : undefined
    case 'Gt':
    case 'Lt': {
      const bound = values.length === 1 ? parseInt64(values[0]!) : undefined
      return bound !== undefined ? { operator, key, bound } : undefined
    }
    default:
      return undefined
  }
}

function compileField({
  key = '',
  operator,
  values,
}: WrittenRequirement): FieldRequirement | undefined {
  const [value, ...more] = values ?? []
  if (value === undefined || more.length > 0) return undefined
  if (operator !== 'In' && operator !== 'NotIn') return undefined
  return { key, isWanted: operator === 'In', value }
}
