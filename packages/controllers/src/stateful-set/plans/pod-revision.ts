import type { StatefulSet } from '@seatrial/core'

/**
 * Below this slot a pod that is made anew gets the current revision, from it on the update revision
 * (STS-N1 to STS-N3). It hangs on the strategy and, where that names no partition, on the stored status.
 */
export function currentRevisionEnd({ spec, status }: StatefulSet): number {
  const { type, rollingUpdate } = spec.updateStrategy
  if (rollingUpdate !== undefined) return rollingUpdate.partition ?? 0
  return type === 'RollingUpdate' ? status.currentReplicas : 0
}
