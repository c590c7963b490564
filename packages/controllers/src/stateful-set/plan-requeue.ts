import {
  type Behaviours,
  type Duration,
  type StatefulSet,
  type StatefulSetStatus,
  seconds,
} from '@seatrial/core'

/**
 * After how long a set whose sync succeeded is to be looked at again; undefined when nothing has to be
 * waited for (STS-Q9, STS-Q10). `untilNextAvailable` is undefined when no pod becomes available by
 * the clock.
 */
export function planRequeue(
  { spec }: StatefulSet,
  status: StatefulSetStatus,
  untilNextAvailable: () => Duration | undefined,
  { selfRequeue }: Pick<Behaviours, 'selfRequeue'>,
): Duration | undefined {
  if (spec.minReadySeconds <= 0) return undefined
  const minReady = seconds(spec.minReadySeconds)
  if (selfRequeue === 'old') {
    return status.availableReplicas === spec.replicas ? undefined : minReady
  }
  if (status.readyReplicas === status.availableReplicas) return undefined
  return untilNextAvailable() ?? minReady
}
