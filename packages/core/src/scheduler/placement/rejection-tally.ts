import type { NodeReason, RejectedBy, Rejection } from './rejection.ts'

/** Counts why the nodes of a cluster turn a pod away, and says it as Kubernetes does. */
export class RejectionTally {
  readonly #counts = new Map<string, number>()
  readonly #by = new Set<RejectedBy>()
  #helped = 0
  #unhelped = 0

  /** A number of nodes, each of which has these reasons. */
  add(reasons: readonly NodeReason[], nodeCount: number): void {
    let isHelped = true
    for (const { by, text, isHelpedByPreemption } of reasons) {
      this.#counts.set(text, (this.#counts.get(text) ?? 0) + nodeCount)
      this.#by.add(by)
      isHelped &&= isHelpedByPreemption
    }
    if (isHelped) this.#helped += nodeCount
    else this.#unhelped += nodeCount
  }

  /** The verdict on all nodes: `0/60 nodes are available: 3 Insufficient cpu, …`. */
  rejection(): Rejection {
    const nodeCount = this.#helped + this.#unhelped
    const available = `0/${nodeCount} nodes are available: `
    const preemption = counted(
      new Map([
        ['No preemption victims found for incoming pod', this.#helped],
        ['Preemption is not helpful for scheduling', this.#unhelped],
      ]),
    )
    return {
      message: `${available}${counted(this.#counts)}.`,
      preemptionNote: ` preemption: ${available}${preemption}.`,
      by: this.#by,
    }
  }
}

/** `1 Too many pods, 2 Insufficient cpu`, sorted as texts with their numbers. */
function counted(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([text, count]) => `${count} ${text}`)
    .toSorted((left, right) => (left === right ? 0 : left < right ? -1 : 1))
    .join(', ')
}
