import {
  type Behaviours,
  type Duration,
  type StatefulSet,
  type StatefulSetStatus,
  seconds,
} from '@seatrial/core'

/**
 * After how long a set whose sync succeeded is to be looked at again; undefined when nothing has to be
 * waited for (STS-Q10, STS-Q11). `untilNextAvailable` is `Infinity` when no pod becomes available by the
 * clock alone.
 */
export function planRequeue(
  { spec }: StatefulSet,
  status: StatefulSetStatus,
  untilNextAvailable: () => Duration,
  { selfRequeue }: Pick<Behaviours, 'selfRequeue'>,
): Duration | undefined {
  if (spec.minReadySeconds <= 0) return undefined
  const minReady = seconds(spec.minReadySeconds)
  if (selfRequeue === 'old') {
    return status.availableReplicas === spec.replicas ? undefined : minReady
  }
  if (status.readyReplicas === status.availableReplicas) return undefined
  const wait = untilNextAvailable()
  return wait < Infinity ? wait : minReady
}
