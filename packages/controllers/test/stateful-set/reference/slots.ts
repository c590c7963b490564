import type { Pass } from './pass.ts'
import {
  createClaims,
  createPod,
  deletePod,
  isStaleSlot,
  ownClaims,
  repair,
} from './pod-control.ts'
import {
  type Member,
  isAvailableAt,
  isGoing,
  isInStore,
  isOver,
  runsAndIsReady,
} from './pod-rules.ts'

/** §8.7 and the order over slots in §8.4: true when the pass stops here. */
export function forEach(
  pass: Pass,
  members: readonly Member[],
  step: (member: Member) => boolean,
): boolean {
  if (pass.isMonotonic) return members.some(step)
  let size = 1
  for (let start = 0; start < members.length; start += size / 2) {
    const batch = members.slice(start, start + size)
    let failure: unknown
    for (const member of batch) {
      try {
        step(member)
      } catch (error) {
        failure = error
      }
    }
    if (failure !== undefined) throw failure
    size *= 2
  }
  return false
}

/** §8.4; true is "stop". */
export function replicaStep(pass: Pass, member: Member): boolean {
  const { now, behaviours } = pass.view
  if (isOver(member)) {
    if (!isGoing(member)) deletePod(pass, member, false)
    return true
  }
  if (!isInStore(member)) {
    if (isStaleSlot(pass, member)) return true
    createPod(pass, member)
    if (pass.isMonotonic) return true
  } else if (member.pod?.phase === 'Pending') {
    createClaims(pass, member)
    ownClaims(pass, member)
  }
  if (pass.isMonotonic) {
    if (isGoing(member) || !runsAndIsReady(member)) return true
    if (!isAvailableAt(member, pass.set, now, behaviours)) return true
  }
  repair(pass, member)
  return false
}
