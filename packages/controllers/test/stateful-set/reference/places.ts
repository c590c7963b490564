import { compareText } from '@seatrial/core'
import type { Pass } from './pass.ts'
import type { Member } from './pod-rules.ts'

/** `statefulset.md` §8.3; of two pods with one ordinal the one with the later name has the slot. */
export function split(pass: Pass): void {
  const { replicas, ordinals } = pass.set.spec
  const start = ordinals?.start ?? 0
  const byOrdinal = new Map<number, Member>()
  for (const member of pass.claimed.toSorted((one, other) => compareText(one.name, other.name))) {
    const { ordinal } = member
    if (ordinal >= start && ordinal < start + replicas) byOrdinal.set(ordinal, member)
    else if (ordinal >= 0) pass.condemned.push(member)
  }
  pass.condemned.sort(
    (one, other) => other.ordinal - one.ordinal || compareText(other.name, one.name),
  )
  for (let slot = 0; slot < replicas; slot++) {
    pass.slots.push(byOrdinal.get(start + slot) ?? placeholder(pass, start, slot))
  }
}

/** §7.7. */
function placeholder(pass: Pass, start: number, slot: number): Member {
  const { type, rollingUpdate } = pass.set.spec.updateStrategy
  const currentEnd =
    rollingUpdate !== undefined
      ? (rollingUpdate.partition ?? 0)
      : type === 'RollingUpdate'
        ? pass.set.status.currentReplicas
        : 0
  const ordinal = start + slot
  return {
    ordinal,
    name: `${pass.set.metadata.name}-${ordinal}`,
    revision: slot < currentEnd ? pass.current : pass.update,
    pod: undefined,
  }
}
