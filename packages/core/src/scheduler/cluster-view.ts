import type { Node } from '../api/node.ts'
import { TakenPorts } from './host-ports.ts'
import { NodeResources } from './node-resources.ts'
import type { PodKind } from './pod-kind.ts'

/** A node as the scheduler sees it; it keeps its number though its object may come and go. */
export class NodeSlot {
  readonly number: number
  readonly name: string
  /** Undefined while there is no object of that name; its pods still count. */
  node: Node | undefined = undefined

  constructor(number: number, name: string) {
    this.number = number
    this.name = name
  }
}

/**
 * What the scheduler knows of the nodes and of the pods that have one, those included whose binding
 * is still on its way. `version` grows with every change, so that a verdict can be trusted as long as
 * it stays.
 */
export class ClusterView {
  readonly resources = new NodeResources()
  readonly ports = new TakenPorts()
  readonly #slots: NodeSlot[] = []
  readonly #byName = new Map<string, NodeSlot>()
  #nodeCount = 0
  #version = 0

  get version(): number {
    return this.#version
  }

  /** How many nodes there are. */
  get nodeCount(): number {
    return this.#nodeCount
  }

  /** All that ever were heard of, in that order. */
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
    if (slot.node === undefined) this.#nodeCount++
    if (slot.node?.status.allocatable !== node.status.allocatable) {
      this.resources.setAllocatable(slot.number, node.status.allocatable)
    }
    slot.node = node
    this.#version++
  }

  /** A node's object is gone. */
  deleteNode(name: string): void {
    const slot = this.slotOf(name)
    if (slot.node !== undefined) this.#nodeCount--
    slot.node = undefined
    this.#version++
  }

  /** A pod has a node, or is about to get it. */
  place(kind: PodKind, slot: NodeSlot): void {
    this.resources.count(slot.number, kind.facts.requests, 1)
    this.ports.take(slot.number, kind.facts.hostPorts)
    this.#version++
  }

  /** A pod needs its node no longer, or does not get it after all. */
  release(kind: PodKind, slot: NodeSlot): void {
    this.resources.count(slot.number, kind.facts.requests, -1)
    this.ports.release(slot.number, kind.facts.hostPorts)
    this.#version++
  }
}
