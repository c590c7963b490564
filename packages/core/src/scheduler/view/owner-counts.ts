import { DomainCounts } from './topology-term.ts'

/** The placed pods of one owner, by zone and by node. */
export class OwnerPods {
  readonly byZone = new DomainCounts()
  readonly #byNode = new Map<number, number>()

  onNode(node: number): number {
    return this.#byNode.get(node) ?? 0
  }

  count(node: number, zone: string, sign: 1 | -1): void {
    const onNode = this.onNode(node) + sign
    if (onNode === 0) this.#byNode.delete(node)
    else this.#byNode.set(node, onNode)
    this.byZone.add(zone, sign)
  }
}

/** The placed pods of each owner whose pods shall be spread though nobody has said how. */
export class OwnerCounts {
  readonly #byUid = new Map<string, OwnerPods>()

  /** The pods of an owner; made when the first one is counted. */
  of(uid: string): OwnerPods {
    let pods = this.#byUid.get(uid)
    if (pods === undefined) {
      pods = new OwnerPods()
      this.#byUid.set(uid, pods)
    }
    return pods
  }
}
