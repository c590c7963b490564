import {
  type ApiTime,
  type Behaviours,
  type Pod,
  type SimTime,
  UNSET,
  fromApiTime,
} from '@seatrial/core'

/** The second of a Ready pod that is available as soon as it is Ready. */
const AT_ONCE = UNSET

/** The second of a pod that does not become available unless something happens to it. */
export const NEVER_AVAILABLE = Infinity as ApiTime

/**
 * The second at which a pod becomes, or became, available: `minReadySeconds` after it turned Ready. A
 * pod that is Ready without telling since when never does, unless nothing has to be waited for.
 */
export function availableSecond(pod: Pod, minReadySeconds: number): ApiTime {
  if (pod.ready !== 'True') return NEVER_AVAILABLE
  if (minReadySeconds === 0) return AT_ONCE
  if (pod.readyTransitionTime === UNSET) return NEVER_AVAILABLE
  return (pod.readyTransitionTime + minReadySeconds) as ApiTime
}

/** True when pods that become available at this second are so now. */
export function isReached(
  second: ApiTime,
  now: SimTime,
  comparison: Behaviours['availabilityComparison'],
): boolean {
  const time = fromApiTime(second)
  return comparison === '<' ? time < now : time <= now
}
