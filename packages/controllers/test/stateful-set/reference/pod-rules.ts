import {
  type Behaviours,
  type Pod,
  type SimTime,
  type StatefulSet,
  UNSET,
  fromApiTime,
  ordinalOf,
  seconds,
} from '@seatrial/core'

/** A pod as a pass thinks of it; a placeholder has neither phase nor uid. */
export interface Member {
  readonly ordinal: number
  readonly name: string
  readonly revision: string
  /** Undefined for a placeholder. */
  readonly pod: Pod | undefined
}

export function asMember(pod: Pod): Member {
  const { name } = pod.identity
  return { name, pod, ordinal: ordinalOf(name), revision: pod.metadata.revision }
}

/** `statefulset.md` §3, created. */
export function isInStore({ pod }: Member): boolean {
  return pod !== undefined && pod.phase !== ''
}

export function isGoing({ pod }: Member): boolean {
  return pod !== undefined && pod.deletionTimestamp !== UNSET
}

export function isOver({ pod }: Member): boolean {
  return pod !== undefined && (pod.phase === 'Failed' || pod.phase === 'Succeeded')
}

export function runsAndIsReady({ pod }: Member): boolean {
  return pod !== undefined && pod.phase === 'Running' && pod.ready === 'True'
}

/** §3, available(now). */
export function isAvailableAt(
  { pod }: Member,
  set: StatefulSet,
  now: SimTime,
  { availabilityComparison }: Behaviours,
): boolean {
  if (pod?.ready !== 'True') return false
  if (set.spec.minReadySeconds === 0) return true
  if (pod.readyTransitionTime === UNSET) return false
  const since = fromApiTime(pod.readyTransitionTime) + seconds(set.spec.minReadySeconds)
  return availabilityComparison === '<' ? since < now : since <= now
}

/** §3, unavailable, or up to 1.33 not healthy. */
export function isHeld(
  member: Member,
  set: StatefulSet,
  now: SimTime,
  behaviours: Behaviours,
): boolean {
  const isGood =
    behaviours.rolloutHealth === 'healthy'
      ? runsAndIsReady(member)
      : isAvailableAt(member, set, now, behaviours)
  return !isGood || isGoing(member)
}

/** §12.1. */
export interface Counts {
  readonly replicas: number
  readonly readyReplicas: number
  readonly availableReplicas: number
  readonly currentReplicas: number
  readonly updatedReplicas: number
}

export function count(
  members: readonly Member[],
  names: { readonly current: string; readonly update: string },
  isAvailable: (member: Member) => boolean,
): Counts {
  const stored = members.filter(isInStore)
  const staying = stored.filter((member) => !isGoing(member))
  const ready = stored.filter(runsAndIsReady)
  return {
    replicas: stored.length,
    readyReplicas: ready.length,
    availableReplicas: ready.filter(isAvailable).length,
    currentReplicas: staying.filter(({ revision }) => revision === names.current).length,
    updatedReplicas: staying.filter(({ revision }) => revision === names.update).length,
  }
}
