/** A node, or a group of nodes, as far as it lies in domains. */
export interface Site {
  /** The domain that it is in by this label, if it has it. */
  domainOf(topologyKey: string): string | undefined
}

/** Pods by domain: a count for each value of one topology label. */
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

  /** How many there are in the domain of a node or group; undefined when it is in none. */
  at(site: Site): number | undefined {
    const domain = site.domainOf(this.#topologyKey)
    return domain === undefined ? undefined : this.in(domain)
  }

  in(domain: string): number {
    return this.#counts.get(domain) ?? 0
  }

  add(site: Site, sign: 1 | -1): void {
    const domain = site.domainOf(this.#topologyKey)
    if (domain === undefined) return
    const count = this.in(domain) + sign
    this.#total += sign
    if (count === 0) this.#counts.delete(domain)
    else this.#counts.set(domain, count)
  }
}
