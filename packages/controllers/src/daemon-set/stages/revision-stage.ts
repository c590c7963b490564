import {
  type ControllerRevision,
  type DaemonSet,
  type LabelSelector,
  type Pod,
  UnusableLabelSelectorError,
  isBeingDeleted,
  isRefusedFor,
  isTerminating,
} from '@seatrial/core'
import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import { hashOf } from '../sort-revisions.ts'
import { readSetRequest, startClaim } from './claiming.ts'
import { passGate } from './gate.ts'
import {
  countCollisionRequest,
  createRevisionRequest,
  deleteRevisionRequest,
  labelRevisionRequest,
  raiseRevisionRequest,
  readRevisionRequest,
  relabelPodRequest,
} from './revision-requests.ts'
import type { StageContext } from './stage-context.ts'

/** S6 begins: the set claims its revisions. A selector that means nothing ends the sync. */
export function claimRevisions(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const selector = usableSelectorOf(sync)
  if (selector === undefined) return 'failed'
  const { revisions } = context.sets
  sync.revisions = revisions.ownedBy(sync.set, selector)
  const strangers = revisions.strangersOf(sync.set, selector)
  const orphans = revisions.orphansFor(sync.set, selector)
  const adoptions = orphans.filter((revision) => !isBeingDeleted(revision))
  return startClaim(sync, strangers, adoptions, 'label-revisions')
}

/** Revisions without the label are given it. */
export function labelRevisions(_context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { claim } = sync
  if (claim.hasFailed) return 'failed'
  if (claim.adopted.length > 0) {
    sync.revisions = [...sync.revisions, ...(claim.adopted as readonly ControllerRevision[])]
  }
  const unlabelled = sync.revisions.filter((revision) => hashOf(revision) === undefined)
  return sync.send(unlabelled.map(labelRevisionRequest), 'until-refused', 'sort-revisions')
}

/** The revisions are sorted out, and the first thing that is missing is done about them. */
export function sortOutRevisions(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (sync.run.wasRefused) return 'failed'
  const data = sync.known.revisionDataOf(sync.set)
  sync.sorted = sync.known.sort(withLabelled(sync), sync.set)
  const { current, duplicates, number } = sync.sorted
  if (current === undefined) {
    const request = createRevisionRequest(sync.set, data, number)
    return sync.send([request], 'in-turn', 'check-creation')
  }
  return duplicates.length > 0 ? claimForDuplicates(context, sync) : raiseRevision(context, sync)
}

/** The name may be taken: by what the cache does not show yet, or by another template's revision. */
export function checkCreation(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const result = sync.run.results[0]
  if (result?.type === 'done') return settleOn(context, sync, result.object as ControllerRevision)
  if (result === undefined || !isRefusedFor(result, 'AlreadyExists')) return 'failed'
  const request = readRevisionRequest(sync.set, sync.known.revisionDataOf(sync.set))
  return sync.send([request], 'in-turn', 'compare-existing')
}

/** A revision with the same content is used as it is, whoever owns it. */
export function compareExisting(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const result = sync.run.results[0]
  if (result?.type !== 'done') return 'failed'
  const existing = result.object as ControllerRevision
  if (existing.data === sync.known.revisionDataOf(sync.set))
    return settleOn(context, sync, existing)
  return sync.send([readSetRequest(sync.set)], 'in-turn', 'count-collision')
}

/** The collision is counted unless that has been done already; the next sync makes another hash. */
export function countCollision(_context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const result = sync.run.results[0]
  if (result?.type !== 'done') return 'failed'
  const live = result.object as DaemonSet
  if (live.status.collisionCount !== sync.set.status.collisionCount) return 'failed'
  return sync.send([countCollisionRequest(live)], 'in-turn', 'failed')
}

/** Every claimed pod gets the hash of the revision that is kept, then the others go. */
export function removeDuplicates(_context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { claim, sorted, set, known } = sync
  if (claim.hasFailed) return 'failed'
  const hash = (sorted.current && hashOf(sorted.current)) ?? ''
  const selector = known.selectorOf(set)
  const claimed = [...known.index.pods.all(), ...(claim.adopted as readonly Pod[])]
  const relabels = claimed
    .filter(({ metadata }) => selector.matches(metadata.labels) && metadata.revision !== hash)
    .map((pod) => relabelPodRequest(pod, hash))
  const requests = sorted.duplicates.flatMap((duplicate) => [
    ...relabels,
    deleteRevisionRequest(duplicate, 'another revision has the same template (DS-H6)'),
  ])
  return sync.send(requests, 'until-refused', 'raise-revision')
}

/** The current revision gets the highest number. */
export function raiseRevision(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const { current, number } = sync.sorted
  if (sync.run.wasRefused || current === undefined) return 'failed'
  if (current.revision >= number) return settleOn(context, sync, current)
  const request = raiseRevisionRequest(current, number)
  return sync.send([request], 'in-turn', 'settle-revision')
}

export function settleRevision(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const result = sync.run.results[0]
  if (result?.type !== 'done') return 'failed'
  return settleOn(context, sync, result.object as ControllerRevision)
}

/** S6 ends: from now on pods are judged by this revision. */
function settleOn(
  context: StageContext,
  sync: DaemonSetSync,
  current: ControllerRevision,
): DaemonSetStep {
  sync.known.judgeBy(sync.set, current)
  return passGate(context, sync)
}

/** The pods are claimed for what happens to them; the index does not know the current hash yet. */
function claimForDuplicates(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  const selector = sync.known.selectorOf(sync.set)
  const strangers = [...sync.index.pods.all()].filter(
    ({ metadata }) => !selector.matches(metadata.labels),
  )
  const orphans = [...context.sets.pods.orphansIn(sync.set.metadata.namespace).values()].filter(
    (pod) => selector.matches(pod.metadata.labels) && !isTerminating(pod),
  )
  return startClaim(sync, strangers, orphans, 'remove-duplicates')
}

/** The revisions as they are after those that lacked the label have got it. */
function withLabelled({ revisions, run }: DaemonSetSync): readonly ControllerRevision[] {
  if (run.results.length === 0) return revisions
  const labelled = new Map<string, ControllerRevision>()
  for (const result of run.results) {
    if (result.type !== 'done') continue
    const revision = result.object as ControllerRevision
    labelled.set(revision.metadata.name, revision)
  }
  return revisions.map((revision) => labelled.get(revision.metadata.name) ?? revision)
}

function usableSelectorOf({ known, set }: DaemonSetSync): LabelSelector | undefined {
  try {
    return known.selectorOf(set)
  } catch (error) {
    if (error instanceof UnusableLabelSelectorError) return undefined
    throw error
  }
}
