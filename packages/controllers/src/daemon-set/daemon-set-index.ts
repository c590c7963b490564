import type { ApiTime, Pod, SimTime } from '@seatrial/core'
import { RipeningQueue } from '../runtime/ripening-queue.ts'
import { classifyNode } from './classify-node.ts'
import { FactTable } from './fact-table.ts'
import type { NodeDirectory, NodeListener } from './node-directory.ts'
import type { DaemonPlacement } from './node-eligibility.ts'
import {
  EXISTS,
  HAS_STRANGERS,
  type NodeFacts,
  RIPENS,
  SHOULD_CONTINUE,
  SHOULD_RUN,
} from './node-facts.ts'
import { NodeOrder } from './node-order.ts'
import type { NodeRanking } from './node-ranking.ts'
import type { OwnedPods } from './owned-pods.ts'
import type { PodCriteria } from './pod-criteria.ts'

/**
 * What a DaemonSet's controller knows of its nodes and pods, kept up to date by every change that its
 * caches deliver: facts of each node, their sums, and the nodes in order for each fact that is acted
 * on. Reading it costs as much as has changed since it was last read.
 *
 * Who reads it says when: nodes as they were at the beginning of a sync (`readNodes`), pods and clock
 * as they are at each of its stages (`refresh`).
 *
 * Invariant: after `refresh`, the facts of every node are what `classifyNode` makes of its pods.
 */
export class DaemonSetIndex implements NodeListener {
  readonly pods: OwnedPods
  readonly #nodes: NodeDirectory
  readonly #order: NodeOrder
  readonly #table: FactTable
  readonly #ripening = new RipeningQueue()
  #criteria: PodCriteria
  #placement: DaemonPlacement | undefined
  #eligibility = new Uint8Array(0)
  #changedNodes: number[] = []

  constructor(pods: OwnedPods, nodes: NodeDirectory, criteria: PodCriteria, ranking: NodeRanking) {
    this.pods = pods
    this.#nodes = nodes
    this.#criteria = criteria
    this.#order = new NodeOrder(ranking)
    this.#table = new FactTable(this.#order)
  }

  get criteria(): PodCriteria {
    return this.#criteria
  }

  nodeChanged(number: number): void {
    this.#changedNodes.push(number)
  }

  /** Takes in what has become of the nodes, by what the set demands of them. */
  readNodes(placement: DaemonPlacement): void {
    if (placement === this.#placement) {
      for (const node of this.#changedNodes) this.#judge(node)
    } else {
      this.#placement = placement
      for (let node = 0; node < this.#nodes.size; node++) this.#judge(node)
    }
    this.#changedNodes.length = 0
  }

  /** From now on tells pods apart by these criteria. */
  judgePodsBy(criteria: PodCriteria): void {
    this.#criteria = criteria
    this.#ripening.clear()
    for (let node = 0; node < this.#order.nodeCount; node++) this.pods.touch(node)
  }

  /** From now on walks the nodes in this order. */
  rankNodesBy(ranking: NodeRanking): void {
    this.#order.renew(this.#nodes.size, ranking)
    this.#table.reorder()
  }

  /** Takes in what has become of the pods, and what time alone has changed. */
  refresh(now: SimTime): void {
    this.#lineUpNewNodes()
    for (;;) {
      const second = this.#ripening.firstSecond
      if (second === undefined || !this.#criteria.isReached(second, now)) break
      this.pods.touch(this.#ripening.takePlace())
    }
    for (const node of this.pods.takeTouched()) this.#classify(node, now)
  }

  /** For how many nodes the fact holds. */
  count(fact: NodeFacts): number {
    return this.#table.count(fact)
  }

  factsOf(node: number): NodeFacts {
    return this.#table.of(node)
  }

  /** The slot of the next node, from this slot on, for which the ordered fact holds; −1 for none. */
  next(fact: NodeFacts, fromSlot: number): number {
    return this.#table.next(fact, fromSlot)
  }

  nodeAt(slot: number): number {
    return this.#order.nodeAt(slot)
  }

  nodeNameAt(slot: number): string {
    return this.#nodes.nameOf(this.#order.nodeAt(slot))
  }

  /** The pods that the set controls although its selector does not match them. */
  strangers(): readonly Pod[] {
    const strangers: Pod[] = []
    let slot = this.next(HAS_STRANGERS, 0)
    for (; slot >= 0; slot = this.next(HAS_STRANGERS, slot + 1)) {
      for (const pod of this.pods.on(this.nodeAt(slot))) {
        if (!this.#criteria.isSelected(pod)) strangers.push(pod)
      }
    }
    for (const pod of this.pods.untargeted()) {
      if (!this.#criteria.isSelected(pod)) strangers.push(pod)
    }
    return strangers
  }

  /** True when a pod with a node that the set claims carries the revision hash. */
  hasPodWithHash(hash: string): boolean {
    let count = this.pods.countWithHash(hash)
    if (count === 0 || this.count(HAS_STRANGERS) === 0) return count > 0
    for (const pod of this.strangers()) {
      if (pod.metadata.revision === hash && this.#nodes.targetOf(pod) >= 0) count--
    }
    return count > 0
  }

  #judge(node: number): void {
    const eligibility = this.#eligibilityOf(node)
    if (node >= this.#eligibility.length) {
      const larger = new Uint8Array(Math.max(16, this.#nodes.size, this.#eligibility.length * 2))
      larger.set(this.#eligibility)
      this.#eligibility = larger
    }
    if (this.#eligibility[node] === eligibility) return
    this.#eligibility[node] = eligibility
    this.pods.touch(node)
  }

  #eligibilityOf(node: number): NodeFacts {
    const object = this.#nodes.nodeAt(node)
    if (object === undefined || this.#placement === undefined) return 0
    const { name, labels } = object.metadata
    const { shouldRun, shouldContinueRunning } = this.#placement.judge({
      name,
      labels,
      taints: object.spec.taints,
    })
    return EXISTS | (shouldRun ? SHOULD_RUN : 0) | (shouldContinueRunning ? SHOULD_CONTINUE : 0)
  }

  #classify(node: number, now: SimTime): void {
    const pods = this.pods.on(node)
    const facts = classifyNode(pods, this.#eligibility[node] ?? 0, this.#criteria, now)
    this.#table.put(node, facts)
    if ((facts & RIPENS) !== 0) this.#lookAgain(pods, node, now)
  }

  /** Has the node looked at when the first of its ripening pods becomes available. */
  #lookAgain(pods: readonly Pod[], node: number, now: SimTime): void {
    let earliest = Infinity
    for (const pod of pods) {
      if (this.#criteria.isRipening(pod, now)) {
        earliest = Math.min(earliest, this.#criteria.ripeAt(pod))
      }
    }
    this.#ripening.add(earliest as ApiTime, node)
  }

  /** Gives every node a place in the line; many at once are cheaper lined up anew. */
  #lineUpNewNodes(): void {
    const { size } = this.#nodes
    const newcomers = size - this.#order.nodeCount
    if (newcomers === 0) return
    if (newcomers <= this.#order.nodeCount / 8) {
      while (this.#order.nodeCount < size && this.#order.append());
    }
    if (this.#order.nodeCount === size) return
    this.#order.renew(size)
    this.#table.reorder()
  }
}
