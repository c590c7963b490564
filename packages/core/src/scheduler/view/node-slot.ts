import type { Node } from '../../api/node.ts'
import { HOSTNAME_LABEL } from '../facts/node-choice.ts'
import type { NodeGroup } from './node-group.ts'

/** A node as the scheduler sees it; it keeps its number though its object may come and go. */
export class NodeSlot {
  readonly number: number
  readonly name: string
  /** Undefined while there is no object of that name; pods that are bound to it still count. */
  node: Node | undefined = undefined
  /** The nodes that no pod can tell from it; undefined as long as there is no object. */
  group: NodeGroup | undefined = undefined
  /** Its place in the tree of its group. */
  place = -1

  constructor(number: number, name: string) {
    this.number = number
    this.name = name
  }

  /** The domain that the node is in by this label, if it has it. */
  domainOf(topologyKey: string): string | undefined {
    return this.node?.metadata.labels[topologyKey]
  }

  /** The domain that is the node itself. */
  get hostname(): string | undefined {
    return this.domainOf(HOSTNAME_LABEL)
  }
}
