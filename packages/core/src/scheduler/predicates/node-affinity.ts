import type { Node } from '../../api/node.ts'
import type { SchedulingFacts } from '../facts/scheduling-facts.ts'
import { type NodeReason, unhelped } from '../placement/rejection.ts'

const NOT_SELECTED = unhelped('node-affinity', "node(s) didn't match Pod's node affinity/selector")

/** Turns pods away from nodes that their node selector or required node affinity leaves out. */
export function rejectUnselected(
  { nodeChoice }: SchedulingFacts,
  { metadata }: Node,
): NodeReason | undefined {
  return nodeChoice.selector.matches(metadata.name, metadata.labels) ? undefined : NOT_SELECTED
}

/** The share of the pod's node preferences that a node meets, from 0 to 1; 1 when it has none. */
export function preferenceMet({ nodeChoice }: SchedulingFacts, { metadata }: Node): number {
  const { preferred } = nodeChoice
  let met = 0
  let all = 0
  for (const { selector, weight } of preferred) {
    all += weight
    if (selector.matches(metadata.name, metadata.labels)) met += weight
  }
  return all === 0 ? 1 : met / all
}
