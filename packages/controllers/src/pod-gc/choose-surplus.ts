import { type Pod, compareText } from '@seatrial/core'

/**
 * Which terminated pods are too many: as many as exceed the threshold, evicted ones first, then the
 * oldest, then by name.
 */
export function chooseSurplus(terminated: readonly Pod[], threshold: number): readonly Pod[] {
  const surplus = terminated.length - threshold
  if (threshold <= 0 || surplus <= 0) return []
  return terminated.toSorted(goesFirst).slice(0, surplus)
}

function goesFirst(one: Pod, other: Pod): number {
  return (
    Number(isEvicted(other)) - Number(isEvicted(one)) ||
    one.identity.creationTimestamp - other.identity.creationTimestamp ||
    compareText(one.identity.name, other.identity.name)
  )
}

function isEvicted(pod: Pod): boolean {
  return pod.reason === 'Evicted'
}
