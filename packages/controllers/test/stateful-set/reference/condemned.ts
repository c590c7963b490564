import type { Pass } from './pass.ts'
import { deletePod, ownClaims } from './pod-control.ts'
import { type Member, isAvailableAt, isGoing, runsAndIsReady } from './pod-rules.ts'

/** `statefulset.md` §8.5, claims; never a reason to stop. */
export function ownCondemnedClaims(pass: Pass, member: Member): boolean {
  ownClaims(pass, member)
  return false
}

/** §8.5. */
export function condemnedStep(pass: Pass, member: Member): boolean {
  const { now, behaviours } = pass.view
  if (isGoing(member)) return true
  const isFirst = member === pass.firstUnavailable
  if (pass.isMonotonic && !isFirst) {
    if (!runsAndIsReady(member)) return true
    if (!isAvailableAt(member, pass.set, now, behaviours)) return true
  }
  deletePod(pass, member, false)
  return true
}
