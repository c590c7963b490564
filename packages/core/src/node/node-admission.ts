import type { Pod } from '../api/pod.ts'
import { isTolerated } from '../api/toleration.ts'
import { schedulingFacts } from '../scheduler/facts/scheduling-facts.ts'
import type { ApiServer } from '../store/api-server.ts'
import type { NodeSlot } from './node-slots.ts'
import { isBestEffort, isCritical } from './pod-rank.ts'

const MEMORY_PRESSURE = { key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' }

/**
 * Why a kubelet does not take a pod that has been bound to its node: `status.reason` of the pod, which
 * has failed then; '' when it takes it.
 */
export function refusalOf(
  node: NodeSlot,
  pod: Pod,
  server: ApiServer,
): '' | 'Evicted' | 'NodeShutdown' {
  if (node.isShuttingDown) return 'NodeShutdown'
  const { pressures } = node
  if (pressures.size === 0 || isCritical(pod, server)) return ''
  const isMemoryAlone = pressures.size === 1 && pressures.has('memory')
  if (!isMemoryAlone) return 'Evicted'
  const { tolerations } = schedulingFacts(pod)
  const isTaken = !isBestEffort(pod) || isTolerated(MEMORY_PRESSURE, tolerations, false)
  return isTaken ? '' : 'Evicted'
}
