import { type JsonObject, isJsonObject } from '../../api/json.ts'
import type { LabelRequirement } from '../../api/label-requirement.ts'
import { LabelSelector, compileLabelSelector } from '../../api/label-selector.ts'
import type { StringMap } from '../../api/object-meta.ts'
import type { Pod } from '../../api/pod.ts'
import { listField, objectField, textField } from '../../api/serialization/read-fields.ts'

/** In which namespaces a term looks for pods. */
export type TermNamespaces =
  | { readonly type: 'all' }
  | { readonly type: 'named'; readonly names: readonly string[] }
  | { readonly type: 'selected'; readonly selector: LabelSelector }

/** Some pods and the domains (zones, nodes, …) in which they are counted. */
export interface PodTerm {
  readonly topologyKey: string
  readonly selector: LabelSelector
  readonly namespaces: TermNamespaces
  /** The same text for terms that mean the same. */
  readonly key: string
}

/** A term of a pod's (anti-)affinity; `owner` gives it its namespace and its values of `matchLabelKeys`. */
export function affinityTerm(written: JsonObject, owner: Pod): PodTerm {
  return podTerm(written, owner, termNamespaces(written, owner.identity.namespace))
}

/** The pods of a topology spread constraint: always those of the pod's own namespace. */
export function spreadTerm(written: JsonObject, owner: Pod): PodTerm {
  return podTerm(written, owner, { type: 'named', names: [owner.identity.namespace] })
}

function podTerm(written: JsonObject, owner: Pod, namespaces: TermNamespaces): PodTerm {
  const selector = termSelector(written, owner.metadata.labels)
  const topologyKey = textField(written, 'topologyKey')
  const key = JSON.stringify([topologyKey, selector.requirements ?? null, describe(namespaces)])
  return { topologyKey, selector, namespaces, key }
}

function termSelector(written: JsonObject, labels: StringMap): LabelSelector {
  const { labelSelector } = written
  const { requirements } = compileLabelSelector(isJsonObject(labelSelector) ? labelSelector : null)
  if (requirements === undefined) return new LabelSelector(undefined)
  const own = (name: string): readonly string[] =>
    (listField(written, name) as readonly string[]).filter((key) => labels[key] !== undefined)
  const alike = own('matchLabelKeys').map((key) => requirement('In', key, labels))
  const unlike = own('mismatchLabelKeys').map((key) => requirement('NotIn', key, labels))
  return new LabelSelector([...requirements, ...alike, ...unlike])
}

function requirement(operator: 'In' | 'NotIn', key: string, labels: StringMap): LabelRequirement {
  const value = labels[key] as string
  return operator === 'In' ? { operator: 'Equals', key, value } : { operator, key, values: [value] }
}

/** Without names and selector, the pod's own namespace is meant. */
function termNamespaces(written: JsonObject, ownNamespace: string): TermNamespaces {
  const names = listField(written, 'namespaces') as readonly string[]
  const selector = written['namespaceSelector']
  if (isJsonObject(selector)) {
    if (Object.keys(selector).length === 0) return { type: 'all' }
    return {
      type: 'selected',
      selector: compileLabelSelector(objectField(written, 'namespaceSelector')),
    }
  }
  return { type: 'named', names: names.length === 0 ? [ownNamespace] : names }
}

function describe(namespaces: TermNamespaces): string {
  switch (namespaces.type) {
    case 'all':
      return '*'
    case 'named':
      return namespaces.names.join(',')
    case 'selected':
      return `(${namespaces.selector.toString()})`
  }
}
