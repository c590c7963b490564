import type { Node } from '../../api/node.ts'
import type { StringMap } from '../../api/object-meta.ts'
import type { Pod, PodMetadata } from '../../api/pod.ts'
import type { PodKind } from '../facts/pod-kind.ts'
import type { PodTerm } from '../facts/pod-term.ts'
import { allocatableAmounts } from '../facts/resource-requests.ts'
import { NodeGroups } from './node-groups.ts'
import { NodeResources } from './node-resources.ts'
import { NodeSlot } from './node-slot.ts'
import { OwnerCounts } from './owner-counts.ts'
import { PlacedPods } from './placed-pods.ts'
import { PriorityCounts } from './priority-counts.ts'
import { TakenPorts } from './taken-ports.ts'
import type { TopologyTerm } from './topology-term.ts'
import { TopologyTerms } from './topology-terms.ts'
import { VolumePlaces } from './volume-places.ts'

/**
 * What the scheduler knows of the nodes and of the pods that have one, those included whose binding
 * is still on its way: every count that a decision needs, kept up to date by each change.
 *
 * `version` grows with every change, so that a verdict can be trusted as long as it stays.
 */
export class ClusterView {
  readonly resources: NodeResources = new NodeResources()
  readonly ports: TakenPorts = new TakenPorts()
  readonly volumes: VolumePlaces = new VolumePlaces()
  readonly owners: OwnerCounts = new OwnerCounts()
  readonly priorities: PriorityCounts = new PriorityCounts()
  readonly groups: NodeGroups = new NodeGroups(this.resources)
  readonly pods: PlacedPods = new PlacedPods()
  readonly terms: TopologyTerms
  readonly #slots: NodeSlot[] = []
  readonly #byName = new Map<string, NodeSlot>()
  #nodeCount = 0
  #version = 0

  /** @param labelsOfNamespace terms may choose namespaces by their labels */
  constructor(labelsOfNamespace: (namespace: string) => StringMap) {
    this.terms = new TopologyTerms(labelsOfNamespace)
  }

  get version(): number {
    return this.#version
  }

  /** How many nodes there are. */
  get nodeCount(): number {
    return this.#nodeCount
  }

  /** All nodes that were ever heard of, by their numbers. */
  get slots(): readonly NodeSlot[] {
    return this.#slots
  }

  /** The slot of a node, made when it is first heard of. */
  slotOf(name: string): NodeSlot {
    let slot = this.#byName.get(name)
    if (slot === undefined) {
      slot = new NodeSlot(this.#slots.length, name)
      this.#slots.push(slot)
      this.#byName.set(name, slot)
    }
    return slot
  }

  /** A node has come or changed. */
  setNode(node: Node): void {
    const slot = this.slotOf(node.metadata.name)
    const { allocatable } = node.status
    if (slot.node === undefined) this.#nodeCount++
    if (slot.node?.status.allocatable !== allocatable) {
      const amounts = allocatableAmounts(allocatable)
      this.resources.setAllocatable(slot.number, amounts)
      this.volumes.setLimit(slot.number, amounts)
      slot.group?.tree.touch(slot.place)
      this.#version++
    }
    const isSame =
      slot.node?.metadata.labels === node.metadata.labels && slot.node.spec === node.spec
    if (isSame) slot.node = node
    else this.#move([slot], () => this.#renew(slot, node))
  }

  /** A node's object is gone; its pods go on counting. */
  deleteNode(name: string): void {
    const slot = this.slotOf(name)
    if (slot.node === undefined) return
    this.#nodeCount--
    this.#move([slot], () => this.#renew(slot, undefined))
  }

  /** From now on nodes with different values of these labels are told apart. */
  tellApartBy(labelKeys: readonly string[]): void {
    if (this.groups.tellApartBy(labelKeys)) this.#move(this.#slots, () => this.#regroup())
  }

  /** A pod has this node, or is about to get it. */
  place(pod: Pod, kind: PodKind, slot: NodeSlot): void {
    this.pods.add(slot.number, pod, kind)
    this.#count(kind, pod.metadata, slot, 1)
  }

  /** A pod needs its node no longer, or does not get it after all. Returns the node, if it had one. */
  release(pod: Pod): NodeSlot | undefined {
    const { number } = pod.identity
    const slot = this.#slots[this.pods.nodeOf(number)]
    if (slot === undefined) return undefined
    this.#count(this.pods.kindOf(number), this.pods.metadataOf(number), slot, -1)
    this.pods.delete(number)
    return slot
  }

  /** What `ask` says of the node as if these pods of it were gone. */
  without<T>(slot: NodeSlot, podNumbers: readonly number[], ask: () => T): T {
    for (const pod of podNumbers) this.#countAgain(pod, slot, -1)
    const answer = ask()
    for (const pod of podNumbers) this.#countAgain(pod, slot, 1)
    return answer
  }

  /** The counts of a term; a new one is counted now. */
  termOf(term: PodTerm): TopologyTerm {
    return this.terms.find(term) ?? this.#addTerm(term)
  }

  #countAgain(podNumber: number, slot: NodeSlot, sign: 1 | -1): void {
    this.#count(this.pods.kindOf(podNumber), this.pods.metadataOf(podNumber), slot, sign)
  }

  #count(kind: PodKind, metadata: PodMetadata, slot: NodeSlot, sign: 1 | -1): void {
    const { number } = slot
    this.resources.count(number, kind.facts.requests, sign)
    this.ports.count(number, kind.facts.hostPorts, sign)
    this.volumes.count(number, kind.claimCount, sign)
    this.priorities.count(kind.priority, sign)
    slot.group?.tree.touch(slot.place)
    this.#countDomains(kind, metadata, slot, sign)
    this.#version++
  }

  #countDomains(kind: PodKind, metadata: PodMetadata, slot: NodeSlot, sign: 1 | -1): void {
    if (!kind.isPinned && metadata.controller !== undefined) {
      const { byZone, byNode } = this.owners.of(metadata.controller.uid)
      byZone.add(slot.group, sign)
      byNode.add(slot, sign)
    }
    for (const term of this.terms.speakingOf(kind.namespace, metadata.labels)) {
      countMatching(term, slot, sign)
    }
    const { wide, narrow } = kind.terms.apart
    for (const { carriers } of wide) carriers.add(slot.group, sign)
    for (const { carriers } of narrow) carriers.add(slot, sign)
  }

  /** Changes labels or groups of nodes; their pods are counted where they are from then on. */
  #move(slots: readonly NodeSlot[], change: () => void): void {
    for (const slot of slots) this.#countPodsOf(slot, -1)
    change()
    for (const slot of slots) this.#countPodsOf(slot, 1)
    this.#version++
  }

  #renew(slot: NodeSlot, node: Node | undefined): void {
    slot.node = node
    if (node === undefined) this.groups.remove(slot)
    else this.groups.put(slot)
  }

  #regroup(): void {
    for (const slot of this.#slots) this.groups.remove(slot)
    for (const slot of this.#slots) this.groups.put(slot)
  }

  #countPodsOf(slot: NodeSlot, sign: 1 | -1): void {
    for (const pod of this.pods.on(slot.number)) {
      this.#countDomains(this.pods.kindOf(pod), this.pods.metadataOf(pod), slot, sign)
    }
  }

  #addTerm(term: PodTerm): TopologyTerm {
    const added = this.terms.add(term)
    for (const slot of this.#slots) {
      for (const pod of this.pods.on(slot.number)) {
        const { namespace } = this.pods.kindOf(pod)
        const { labels } = this.pods.metadataOf(pod)
        if (this.terms.speaksOf(added, namespace, labels)) countMatching(added, slot, 1)
      }
    }
    return added
  }
}

function countMatching(term: TopologyTerm, slot: NodeSlot, sign: 1 | -1): void {
  if (term.reach === 'wide') term.matching.add(slot.group, sign)
  else term.matching.add(slot, sign)
}
