import { type ApiServer, type Node, compareText } from '@seatrial/core'
import type { NodeSelection } from '../format/language/selection.ts'

/** The nodes that an action is about, in the order of their names; names that no node has are left out. */
export function selectNodes(server: ApiServer, selection: NodeSelection): readonly Node[] {
  const nodes = [...server.list('nodes').values()].toSorted((one, other) =>
    compareText(one.metadata.name, other.metadata.name),
  )
  if (selection.type === 'named') {
    return nodes.filter(({ metadata }) => selection.names.includes(metadata.name))
  }
  return nodes.filter((node) => matches(node, selection)).slice(0, selection.count ?? nodes.length)
}

function matches(
  node: Node,
  selection: Extract<NodeSelection, { readonly type: 'matching' }>,
): boolean {
  const { labels } = node.metadata
  if (selection.zone !== undefined && labels['topology.kubernetes.io/zone'] !== selection.zone) {
    return false
  }
  return Object.entries(selection.labels).every(([key, value]) => labels[key] === value)
}
