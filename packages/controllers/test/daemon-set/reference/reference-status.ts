import type { StatusCounters } from '../../../src/daemon-set/compute-status.ts'
import {
  eligibility,
  inOrder,
  isAvailable,
  isReady,
  isUpToDate,
  podsByNode,
} from './reference-rules.ts'
import type { ReferenceState } from './reference-state.ts'

/** The counters of the status, straight from the rules of A10. */
export function referenceStatus(state: ReferenceState): StatusCounters {
  const groups = podsByNode(state)
  let desired = 0
  let current = 0
  let ready = 0
  let available = 0
  let updated = 0
  let misscheduled = 0
  for (const node of state.nodes) {
    const pods = groups.get(node.metadata.name) ?? []
    if (!eligibility(state, node).shouldRun) {
      if (pods.length > 0) misscheduled++
      continue
    }
    desired++
    const [first] = inOrder(pods)
    if (first === undefined) continue
    current++
    if (isReady(first)) ready++
    if (isAvailable(state, first)) available++
    if (isUpToDate(state, first)) updated++
  }
  return {
    desiredNumberScheduled: desired,
    currentNumberScheduled: current,
    numberMisscheduled: misscheduled,
    numberReady: ready,
    numberAvailable: available,
    numberUnavailable: desired - available,
    updatedNumberScheduled: updated,
  }
}
