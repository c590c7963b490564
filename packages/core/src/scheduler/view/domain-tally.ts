import type { NodeGroup } from './node-group.ts'

/**
 * Pods by domain: a count for each value of one topology label. All nodes of a group are in the same
 * domain, since groups are told apart by every such label.
 */
export class DomainTally {
  readonly #topologyKey: string
  readonly #counts = new Map<string, number>()
  #total = 0

  constructor(topologyKey: string) {
    this.#topologyKey = topologyKey
  }

  /** How many there are in all domains together. */
  get total(): number {
    return this.#total
  }

  /** How many there are in the domain of a group; undefined when it is in none. */
  at(group: NodeGroup): number | undefined {
    const domain = group.domainOf(this.#topologyKey)
    return domain === undefined ? undefined : this.in(domain)
  }

  in(domain: string): number {
    return this.#counts.get(domain) ?? 0
  }

  /** @param group of the pod's node; undefined while there is no object of the node */
  add(group: NodeGroup | undefined, sign: 1 | -1): void {
    const domain = group?.domainOf(this.#topologyKey)
    if (domain === undefined) return
    const count = this.in(domain) + sign
    this.#total += sign
    if (count === 0) this.#counts.delete(domain)
    else this.#counts.set(domain, count)
  }
}
