import type { StringMap } from '../../api/object-meta.ts'
import type { PodTerm } from '../facts/pod-term.ts'
import { type TopologyTerm, decisiveLabel, topologyTerm } from './topology-term.ts'

const NO_TERMS: readonly TopologyTerm[] = []

/**
 * All terms by which pods look for other pods, and the placed pods counted by them.
 *
 * A pod finds the terms that speak of it by its labels: nearly every term demands some label with one
 * value, so the cost of counting a pod does not grow with the number of terms.
 */
export class TopologyTerms {
  readonly #labelsOfNamespace: (namespace: string) => StringMap
  readonly #byKey = new Map<string, TopologyTerm>()
  readonly #byLabel = new Map<string, Map<string, TopologyTerm[]>>()
  /** Terms without a decisive label: every pod is held against them. */
  readonly #others: TopologyTerm[] = []

  constructor(labelsOfNamespace: (namespace: string) => StringMap) {
    this.#labelsOfNamespace = labelsOfNamespace
  }

  get size(): number {
    return this.#byKey.size
  }

  find(term: PodTerm): TopologyTerm | undefined {
    return this.#byKey.get(term.key)
  }

  /** Takes in a term that was not known; the placed pods have to be counted by whoever knows them. */
  add(term: PodTerm): TopologyTerm {
    const added = topologyTerm(term)
    this.#byKey.set(term.key, added)
    this.#listOf(added).push(added)
    return added
  }

  /** The terms that speak of a pod in this namespace with these labels. */
  speakingOf(namespace: string, labels: StringMap): readonly TopologyTerm[] {
    if (this.#byKey.size === 0) return NO_TERMS
    const found: TopologyTerm[] = []
    for (const [key, byValue] of this.#byLabel) {
      const value = labels[key]
      const terms = value === undefined ? undefined : byValue.get(value)
      for (const term of terms ?? NO_TERMS) {
        if (this.speaksOf(term, namespace, labels)) found.push(term)
      }
    }
    for (const term of this.#others) {
      if (this.speaksOf(term, namespace, labels)) found.push(term)
    }
    return found
  }

  /** True when the term speaks of such a pod. */
  speaksOf({ term }: TopologyTerm, namespace: string, labels: StringMap): boolean {
    return this.#isAboutNamespace(term, namespace) && term.selector.matches(labels)
  }

  #isAboutNamespace({ namespaces }: PodTerm, namespace: string): boolean {
    switch (namespaces.type) {
      case 'all':
        return true
      case 'named':
        return namespaces.names.includes(namespace)
      case 'selected':
        return namespaces.selector.matches(this.#labelsOfNamespace(namespace))
    }
  }

  #listOf({ term }: TopologyTerm): TopologyTerm[] {
    const decisive = decisiveLabel(term)
    if (decisive === undefined) return this.#others
    const { key, value } = decisive
    let byValue = this.#byLabel.get(key)
    if (byValue === undefined) {
      byValue = new Map()
      this.#byLabel.set(key, byValue)
    }
    let list = byValue.get(value)
    if (list === undefined) {
      list = []
      byValue.set(value, list)
    }
    return list
  }
}
