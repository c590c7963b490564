import { type Purpose, type RandomStreams, compareText, entityKey, uniform } from '@seatrial/core'
import type { NodeDirectory } from './node-directory.ts'

/**
 * The order in which a set's controller looks at nodes, where Kubernetes walks a hash map: by name, or
 * shuffled by these streams.
 */
export type NodeOrdering = 'by-name' | RandomStreams

/** A total order of nodes by their numbers. */
export interface NodeRanking {
  /** Negative when `one` comes first. */
  compare(one: number, other: number): number
}

/** The ranking of one rollout: with streams, a shuffle of its own for each set and revision. */
export function rankNodes(
  ordering: NodeOrdering,
  nodes: NodeDirectory,
  rollout: { readonly set: string; readonly revision: number },
): NodeRanking {
  if (ordering === 'by-name') return new RankingByName(nodes)
  const purpose = ordering.purpose(`daemon-set/node-order/${rollout.set}`)
  return new KeyedRanking(nodes, purpose, rollout.revision)
}

class RankingByName implements NodeRanking {
  readonly #nodes: NodeDirectory

  constructor(nodes: NodeDirectory) {
    this.#nodes = nodes
  }

  compare(one: number, other: number): number {
    return compareText(this.#nodes.nameOf(one), this.#nodes.nameOf(other))
  }
}

/** Ranks a node by a draw of its own, so that a node more or less moves no other. */
class KeyedRanking implements NodeRanking {
  readonly #nodes: NodeDirectory
  readonly #purpose: Purpose
  readonly #revision: number
  readonly #ranks: number[] = []

  constructor(nodes: NodeDirectory, purpose: Purpose, revision: number) {
    this.#nodes = nodes
    this.#purpose = purpose
    this.#revision = revision
  }

  compare(one: number, other: number): number {
    return (
      this.#rankOf(one) - this.#rankOf(other) ||
      compareText(this.#nodes.nameOf(one), this.#nodes.nameOf(other))
    )
  }

  #rankOf(number: number): number {
    while (this.#ranks.length <= number) {
      const key = entityKey(this.#nodes.nameOf(this.#ranks.length))
      this.#ranks.push(uniform(this.#purpose, key, this.#revision))
    }
    return this.#ranks[number] ?? 0
  }
}
