import type { LabelRequirement } from '../../api/label-requirement.ts'
import type { PodTerm } from '../facts/pod-term.ts'

/** Pods by domain: a count for each value of one topology label. */
export class DomainCounts {
  readonly #counts = new Map<string, number>()
  #total = 0

  /** How many there are in all domains together. */
  get total(): number {
    return this.#total
  }

  /** How many domains have any. */
  get size(): number {
    return this.#counts.size
  }

  in(domain: string): number {
    return this.#counts.get(domain) ?? 0
  }

  add(domain: string, difference: number): void {
    const count = this.in(domain) + difference
    this.#total += difference
    if (count === 0) this.#counts.delete(domain)
    else this.#counts.set(domain, count)
  }
}

/** A term that some pod has, and how many placed pods it speaks of in each domain. */
export class TopologyTerm {
  readonly term: PodTerm
  /** Placed pods that match the term. */
  readonly matching = new DomainCounts()
  /** Placed pods that have the term as a required anti-affinity. */
  readonly carriers = new DomainCounts()

  constructor(term: PodTerm) {
    this.term = term
  }

  get topologyKey(): string {
    return this.term.topologyKey
  }

  /** A label that every matching pod has, by which terms are found; undefined when there is none. */
  get decisiveLabel(): { readonly key: string; readonly value: string } | undefined {
    return this.term.selector.requirements?.find(isEquality)
  }
}

function isEquality(
  requirement: LabelRequirement,
): requirement is Extract<LabelRequirement, { readonly operator: 'Equals' }> {
  return requirement.operator === 'Equals'
}
