import { type Node, type StoredChange, nodeReadiness } from '@seatrial/core'

/** A node as results know it; one that comes back under its old name is the same. */
export interface BookedNode {
  /** Dense, in the order in which the names first came up. */
  readonly number: number
  /** '' where the node's labels name none. */
  readonly zone: string
  /** Dense number of the zone, −1 for none. */
  readonly zoneNumber: number
}

const ZONE_LABELS = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone']

/** The nodes that a run has seen: their zones, and how many of them are ready. */
export class NodeBook {
  readonly #nodes = new Map<string, BookedNode>()
  readonly #zoneNumbers = new Map<string, number>()
  #readyCount = 0

  /** How many Node objects have the Ready condition True. */
  get readyCount(): number {
    return this.#readyCount
  }

  /** The node of this name, also when it is gone, or not there yet. */
  get(name: string): BookedNode {
    return this.#nodes.get(name) ?? this.#book(name, '')
  }

  /** The zone of the node of this name, '' when it has none or was never seen. */
  zoneOf(name: string): string {
    return this.#nodes.get(name)?.zone ?? ''
  }

  /** Takes a change of a Node in; true when the count of ready nodes changed. */
  changed({ type, object, previous }: StoredChange): boolean {
    const node = object as Node
    const isReady = type !== 'DELETED' && nodeReadiness(node) === 'True'
    const wasReady = previous !== undefined && nodeReadiness(previous as Node) === 'True'
    const zone = zoneOf(node)
    if (this.#nodes.get(node.metadata.name)?.zone !== zone) this.#book(node.metadata.name, zone)
    if (isReady === wasReady) return false
    this.#readyCount += isReady ? 1 : -1
    return true
  }

  #book(name: string, zone: string): BookedNode {
    const number = this.#nodes.get(name)?.number ?? this.#nodes.size
    const node: BookedNode = { number, zone, zoneNumber: this.#zoneNumber(zone) }
    this.#nodes.set(name, node)
    return node
  }

  #zoneNumber(zone: string): number {
    if (zone === '') return -1
    const number = this.#zoneNumbers.get(zone) ?? this.#zoneNumbers.size
    this.#zoneNumbers.set(zone, number)
    return number
  }
}

function zoneOf(node: Node): string {
  for (const label of ZONE_LABELS) {
    const zone = node.metadata.labels[label]
    if (zone !== undefined) return zone
  }
  return ''
}
