import type { Node } from '../../api/node.ts'
import { ZONE_LABEL } from '../../volumes/volume-zone.ts'
import { HOSTNAME_LABEL } from '../facts/node-choice.ts'
import { NodeGroup } from './node-group.ts'
import type { NodeResources } from './node-resources.ts'
import type { NodeSlot } from './node-slot.ts'

/**
 * The nodes in groups of like ones. Which labels make a difference is learned from the pods: when one
 * asks about a label that nobody asked about before, all nodes have to be grouped anew.
 */
export class NodeGroups {
  readonly #resources: NodeResources
  readonly #labelKeys = new Set<string>([ZONE_LABEL])
  readonly #byTraits = new Map<string, NodeGroup>()
  /** Listed when it is asked for after a change. */
  #all: readonly NodeGroup[] | undefined
  #nextNumber = 0

  constructor(resources: NodeResources) {
    this.#resources = resources
  }

  /** All groups that have nodes, in the order in which they came up. */
  get all(): readonly NodeGroup[] {
    this.#all ??= [...this.#byTraits.values()]
    return this.#all
  }

  /** From now on nodes with different values of these labels are told apart; true when that is news. */
  tellApartBy(labelKeys: readonly string[]): boolean {
    const before = this.#labelKeys.size
    for (const key of labelKeys) if (key !== HOSTNAME_LABEL) this.#labelKeys.add(key)
    return this.#labelKeys.size > before
  }

  /** Puts a node into the group that it belongs to now. */
  put(slot: NodeSlot): void {
    if (slot.node === undefined) return
    const traits = this.#traitsOf(slot.node)
    let group = this.#byTraits.get(traits)
    if (group !== undefined && group === slot.group) return
    this.remove(slot)
    if (group === undefined) {
      group = new NodeGroup(this.#nextNumber++, traits, slot.node, this.#resources)
      this.#byTraits.set(traits, group)
      this.#all = undefined
    }
    group.size++
    slot.group = group
    slot.place = group.tree.add(slot.number)
  }

  /** Takes a node out of its group. A group without nodes is forgotten. */
  remove(slot: NodeSlot): void {
    const { group } = slot
    if (group === undefined) return
    group.tree.delete(slot.place)
    group.size--
    slot.group = undefined
    if (group.size > 0) return
    this.#byTraits.delete(group.traits)
    this.#all = undefined
  }

  /** Neither labels nor taints can contain a NUL or a line break. */
  #traitsOf({ metadata, spec }: Node): string {
    const { labels } = metadata
    let traits = spec.unschedulable ? 'unschedulable' : ''
    for (const key of this.#labelKeys) traits += `\n${labels[key] ?? '\0'}`
    for (const { key, value = '', effect } of spec.taints) {
      traits += `\n${key}\0${value}\0${effect}`
    }
    return traits
  }
}
