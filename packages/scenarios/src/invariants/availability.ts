import {
  type Behaviours,
  type Pod,
  type SimTime,
  UNSET,
  fromApiTime,
  isRunningAndReady,
  isTerminating,
  seconds,
} from '@seatrial/core'

/** Ready, and for `minReadySeconds`; the phase is not asked. */
export function isAvailable(
  pod: Pod,
  minReadySeconds: number,
  { availabilityComparison }: Behaviours,
  now: SimTime,
): boolean {
  if (pod.ready !== 'True') return false
  if (minReadySeconds === 0) return true
  if (pod.readyTransitionTime === UNSET) return false
  const ripe = fromApiTime(pod.readyTransitionTime) + seconds(minReadySeconds)
  return availabilityComparison === '<' ? ripe < now : ripe <= now
}

/** What a StatefulSet's rollout counts as serving: up to 1.33 it does not ask for how long. */
export function servesRollout(
  pod: Pod | undefined,
  minReadySeconds: number,
  behaviours: Behaviours,
  now: SimTime,
): boolean {
  if (pod === undefined || isTerminating(pod)) return false
  return behaviours.rolloutHealth === 'healthy'
    ? isRunningAndReady(pod)
    : isAvailable(pod, minReadySeconds, behaviours, now)
}
