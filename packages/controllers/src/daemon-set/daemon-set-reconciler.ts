import type { ApiRequest, ApiResult } from '@seatrial/core'
import { ControllerLoop, type Progress, type Reconciler } from '../runtime/controller-loop.ts'
import { type AnswerListener, type DaemonSetStep, DaemonSetSync } from './daemon-set-sync.ts'
import { takeNote } from './stages/answers.ts'
import { begin } from './stages/begin.ts'
import { leaveOutAdopted } from './stages/claim-pods.ts'
import { checkAdopter, checkAdoptions, checkReleases } from './stages/claiming.ts'
import { checkCleanUp, cleanUp } from './stages/clean-up-stage.ts'
import { checkPods, createPods, manage, roll } from './stages/pods-stage.ts'
import { checkReport, checkRetry, report, retryReport } from './stages/report-stage.ts'
import {
  checkCreation,
  compareExisting,
  countCollision,
  labelRevisions,
  raiseRevision,
  removeDuplicates,
  settleRevision,
  sortOutRevisions,
} from './stages/revision-stage.ts'
import type { StageContext } from './stages/stage-context.ts'

/**
 * Runs syncs of DaemonSets. A sync is a chain of steps; each reads cache and clock as they are when its
 * turn comes, plans, and says what is to be sent before the next one. (`daemonset-and-nodes.md` A4)
 */
export class DaemonSetReconciler implements Reconciler<DaemonSetSync>, AnswerListener {
  readonly loop: ControllerLoop<DaemonSetSync>
  readonly context: StageContext

  constructor(context: Omit<StageContext, 'queue'>) {
    const { simulation, workers } = context
    this.loop = new ControllerLoop({ simulation, workers, name: 'daemonset', reconciler: this })
    this.context = { ...context, queue: this.loop.queue }
  }

  begin(key: string): DaemonSetSync {
    return new DaemonSetSync(key, this)
  }

  advance(sync: DaemonSetSync): Progress {
    for (;;) {
      if (this.#sendDue(sync)) return 'waiting'
      if (sync.next === 'done' || sync.next === 'failed') {
        leaveOutAdopted(sync)
        return sync.next
      }
      sync.next = STEPS[sync.next](this.context, sync)
    }
  }

  answerArrived(sync: DaemonSetSync, request: ApiRequest, result: ApiResult): void {
    takeNote(this.context, sync, request, result)
  }

  /** Sends what the last step asked for, as far as it is its turn; false when nothing was left. */
  #sendDue(sync: DaemonSetSync): boolean {
    const requests = sync.run.takeDue()
    if (requests.length === 0) return false
    sync.outstanding += requests.length
    for (const request of requests) this.context.client.send(request, sync)
    return true
  }
}

type Step = (context: StageContext, sync: DaemonSetSync) => DaemonSetStep

const STEPS: Readonly<Record<Exclude<DaemonSetStep, 'done' | 'failed'>, Step>> = {
  begin,
  'label-revisions': labelRevisions,
  'sort-revisions': sortOutRevisions,
  'check-creation': checkCreation,
  'compare-existing': compareExisting,
  'count-collision': countCollision,
  'remove-duplicates': removeDuplicates,
  'raise-revision': raiseRevision,
  'settle-revision': settleRevision,
  manage,
  roll,
  'create-pods': createPods,
  'check-pods': checkPods,
  'clean-up': cleanUp,
  'check-clean-up': checkCleanUp,
  report,
  'check-report': checkReport,
  'retry-report': retryReport,
  'check-retry': checkRetry,
  'check-releases': checkReleases,
  'check-adopter': checkAdopter,
  'check-adoptions': checkAdoptions,
}
