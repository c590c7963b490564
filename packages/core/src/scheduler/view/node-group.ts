import type { Node } from '../../api/node.ts'
import type { NodeResources } from './node-resources.ts'
import { LoadTree } from './load-tree.ts'

/**
 * Nodes that no pod can tell apart but by their name and by what runs on them: they have the same taints
 * and the same values of all labels that any pod asks about.
 */
export class NodeGroup {
  /** Groups are numbered as they come up; no number is used twice. */
  readonly number: number
  /** What they have in common, as a text. */
  readonly traits: string
  /** One of them stands for all in every question about labels and taints. */
  readonly example: Node
  readonly tree: LoadTree
  size = 0

  constructor(number: number, traits: string, example: Node, resources: NodeResources) {
    this.number = number
    this.traits = traits
    this.example = example
    this.tree = new LoadTree(resources)
  }

  /** The domain that all of them are in by this label, if they have it. */
  domainOf(topologyKey: string): string | undefined {
    return this.example.metadata.labels[topologyKey]
  }
}
