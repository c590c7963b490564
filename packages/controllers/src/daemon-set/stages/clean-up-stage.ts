import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import { revisionsToDelete } from '../sort-revisions.ts'
import { claimPods, takeClaimedPods } from './claim-pods.ts'
import { startReport } from './report-stage.ts'
import { deleteRevisionRequest } from './revision-requests.ts'
import type { StageContext } from './stage-context.ts'

/** S10 begins: which revisions are in use is for the claimed pods to say. */
export function startCleanUp(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  return claimPods(context, sync, 'clean-up')
}

/** Old revisions beyond the limit go, as long as no pod is of them. */
export function cleanUp(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (!takeClaimedPods(context, sync)) {
    sync.hasFailed = true
    return startReport(context, sync)
  }
  const { index, set, sorted } = sync
  const surplus = revisionsToDelete(sorted.old, set.spec.revisionHistoryLimit, (hash) =>
    index.hasPodWithHash(hash),
  )
  const requests = surplus.map((revision) => deleteRevisionRequest(revision, SURPLUS))
  return sync.send(requests, 'until-refused', 'check-clean-up')
}

export function checkCleanUp(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (sync.run.wasRefused) sync.hasFailed = true
  return startReport(context, sync)
}

const SURPLUS = 'more old revisions than the history may have, and no pod is of it (DS-H7)'
