import type { Node } from '../../api/node.ts'
import { type VolumeDemand, reaches } from '../claims/volume-demand.ts'
import { type NodeReason, unhelped } from '../placement/rejection.ts'

const OUT_OF_REACH = unhelped(
  'volume-reach',
  "node(s) didn't match PersistentVolume's node affinity",
)
const NOTHING_TO_BIND = unhelped(
  'volume-binding',
  "node(s) didn't find available persistent volumes to bind",
)

/**
 * Turns pods away from nodes where their volumes cannot be used (a disk of another zone), or where none
 * could be found or made for a claim that waits for its first consumer.
 */
export function rejectVolumes(demand: VolumeDemand, { metadata }: Node): NodeReason | undefined {
  const { name, labels } = metadata
  for (const { selector } of demand.choices) {
    if (!selector.matches(name, labels)) return OUT_OF_REACH
  }
  for (const { canBeMade, offers } of demand.unbound) {
    if (!canBeMade && !offers.some((offer) => reaches(offer, metadata))) return NOTHING_TO_BIND
  }
  return undefined
}
