import { UNSET } from '@seatrial/core'
import { adoptRevisions, claimPods } from './claim.ts'
import { condemnedStep, ownCondemnedClaims } from './condemned.ts'
import { Pass } from './pass.ts'
import { split } from './places.ts'
import { isHeld } from './pod-rules.ts'
import { recreate } from './recreate.ts'
import { chooseRevisions, truncate } from './revisions.ts'
import { rollOut } from './rollout.ts'
import { forEach, replicaStep } from './slots.ts'
import { countMembers, requeueAfter, writeStatus } from './status.ts'
import { type Oracle, type Outcome, RefusedError, type View } from './view.ts'

/**
 * One sync of the StatefulSet controller, read off the rules of `statefulset.md` line by line: it looks at
 * everything each time. Whatever our controller does, it must ask for the same.
 */
export function runReference(view: View, oracle: Oracle): Outcome {
  const pass = new Pass(view, oracle)
  try {
    adoptRevisions(pass)
    claimPods(pass)
  } catch (error) {
    return { hasFailed: isRefusal(error), requeueAfter: undefined }
  }
  const hasFailed = updateStatefulSet(pass)
  return { hasFailed, requeueAfter: hasFailed ? undefined : requeueAfter(pass) }
}

/** §8.1; true when the pass has failed. */
function updateStatefulSet(pass: Pass): boolean {
  let hasFailed = false
  try {
    chooseRevisions(pass)
    try {
      performUpdate(pass)
    } catch (error) {
      hasFailed = isRefusal(error)
    }
    if (pass.counts !== undefined) hasFailed = !writeStatus(pass) || hasFailed
  } catch (error) {
    hasFailed = isRefusal(error)
  }
  return !truncate(pass) || hasFailed
}

/** §8.2 to §8.8. */
function performUpdate(pass: Pass): void {
  const { behaviours, now } = pass.view
  const { spec, metadata, status } = pass.set
  const { type } = spec.updateStrategy
  if (type === 'Recreate' && !behaviours.recreate) throw new RefusedError('Other')
  pass.conditions = behaviours.carriesConditions ? (status.conditions ?? []) : []
  if (metadata.deletionTimestamp !== UNSET) {
    pass.counts = countMembers(pass, pass.claimed)
    return
  }
  split(pass)
  pass.counts = countMembers(pass, [...pass.slots, ...pass.condemned])
  const ascending = pass.condemned.toReversed()
  pass.firstUnavailable = [...pass.slots, ...ascending].find((member) =>
    isHeld(member, pass.set, now, behaviours),
  )
  if (type === 'Recreate' && recreate(pass)) return
  if (forEach(pass, pass.slots, (member) => replicaStep(pass, member))) return
  if (forEach(pass, pass.condemned, (member) => ownCondemnedClaims(pass, member))) return
  if (forEach(pass, pass.condemned, (member) => condemnedStep(pass, member))) return
  rollOut(pass)
}

/** Anything but a refusal is a bug, or a disagreement with the controller. */
function isRefusal(error: unknown): true {
  if (error instanceof RefusedError) return true
  throw error
}
