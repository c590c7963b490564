import { NodeColumn } from './node-column.ts'

const LIMIT_PREFIX = 'attachable-volumes-'

/** How many volumes each node can have attached, and how many claims its pods use. */
export class VolumePlaces {
  /** 0 where nobody has set a limit, else the limit plus one. */
  readonly #limits = new NodeColumn()
  readonly #used = new NodeColumn()

  /** Reads the limits that a node declares among its resources. */
  setLimit(node: number, amounts: ReadonlyMap<string, number>): void {
    let limit = -1
    for (const [name, amount] of amounts) {
      if (!name.startsWith(LIMIT_PREFIX)) continue
      limit = limit < 0 ? amount : Math.min(limit, amount)
    }
    this.#limits.set(node, limit + 1)
  }

  /** A pod with so many claims has come to the node (`sign` 1) or left it (−1). */
  count(node: number, claims: number, sign: 1 | -1): void {
    if (claims > 0) this.#used.add(node, sign * claims)
  }

  /** True when the node can take so many claims more. */
  hasRoom(node: number, claims: number): boolean {
    const limit = this.#limits.get(node)
    return claims === 0 || limit === 0 || this.#used.get(node) + claims < limit
  }
}
