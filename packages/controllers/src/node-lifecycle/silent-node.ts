import { type Node, type NodeCondition, type SimTime, toApiTime } from '@seatrial/core'

/** The conditions that a kubelet reports, and that nobody knows of a silent node. */
const REPORTED_CONDITIONS = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure']

/**
 * The conditions of a node that has not been heard of for too long: what its kubelet reported is Unknown.
 * The same list when they say so already.
 */
export function conditionsOfSilentNode(node: Node, now: SimTime): readonly NodeCondition[] {
  const { conditions } = node.status
  const changed = [...conditions]
  let isChanged = false
  for (const type of REPORTED_CONDITIONS) {
    const index = conditions.findIndex((condition) => condition.type === type)
    if (conditions[index]?.status === 'Unknown') continue
    isChanged = true
    if (index < 0) changed.push(unknown(type, 'NodeStatusNeverUpdated', now))
    else changed[index] = unknown(type, 'NodeStatusUnknown', now)
  }
  return isChanged ? changed : conditions
}

function unknown(type: string, reason: string, now: SimTime): NodeCondition {
  return { type, status: 'Unknown', reason, lastTransitionTime: toApiTime(now) }
}
