import type { HostPort } from '../facts/host-ports.ts'
import { NodeColumn } from './node-column.ts'

/** How often each host port is taken on each node. */
export class TakenPorts {
  readonly #usesByKey = new Map<string, PortUse[]>()

  /** A pod with these ports has come to the node (`sign` 1) or left it (−1). */
  count(node: number, ports: readonly HostPort[], sign: 1 | -1): void {
    for (const port of ports) this.#useOf(port).add(node, sign)
  }

  /** True when every port is free on the node. */
  areFree(node: number, ports: readonly HostPort[]): boolean {
    for (const { key, address } of ports) {
      for (const use of this.#usesByKey.get(key) ?? NO_USES) {
        const isSame = address === '' || use.address === '' || use.address === address
        if (isSame && use.get(node) > 0) return false
      }
    }
    return true
  }

  #useOf({ key, address }: HostPort): PortUse {
    let uses = this.#usesByKey.get(key)
    if (uses === undefined) {
      uses = []
      this.#usesByKey.set(key, uses)
    }
    let use = uses.find((known) => known.address === address)
    if (use === undefined) {
      use = new PortUse(address)
      uses.push(use)
    }
    return use
  }
}

const NO_USES: readonly PortUse[] = []

/** One port at one address, and how often each node has it taken. */
class PortUse extends NodeColumn {
  readonly address: string

  constructor(address: string) {
    super()
    this.address = address
  }
}
