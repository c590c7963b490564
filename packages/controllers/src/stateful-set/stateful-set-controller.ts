import { RevisionIndex } from '../history/revision-index.ts'
import type { ControllerEnvironment } from '../runtime/controller-environment.ts'
import { ControllerLoop, type Progress, type Reconciler } from '../runtime/controller-loop.ts'
import { PodOwners } from '../runtime/pod-owners.ts'
import { ClaimWatch } from './places/claim-watch.ts'
import { MemberPods } from './places/member-pods.ts'
import { begin } from './stages/begin.ts'
import {
  adoptNextRevision,
  adoptRevisions,
  checkAdopterOfRevisions,
} from './stages/adopt-revisions.ts'
import { adoptNextPod, checkAdopterOfPods, claimPods, releaseNextPod } from './stages/claim-pods.ts'
import {
  checkCreation,
  checkRenumbering,
  chooseRevisions,
  compareExisting,
} from './stages/choose-revisions.ts'
import { end } from './stages/end.ts'
import { stop } from './stages/count-pods.ts'
import { fillMoreSlots, fillSlots } from './stages/fill-slots.ts'
import { prepare } from './stages/prepare.ts'
import { recreate, recreateMore } from './stages/recreate.ts'
import {
  ownCondemnedClaims,
  ownMoreCondemnedClaims,
  removeCondemned,
  removeMoreCondemned,
} from './stages/remove-condemned.ts'
import { checkReport, report, reportAgain } from './stages/report.ts'
import { checkReplacement, rollOut } from './stages/roll-out.ts'
import type { StageContext } from './stages/stage-context.ts'
import { checkTruncation, truncateHistory } from './stages/truncate-history.ts'
import { StatefulSetRecords } from './stateful-set-records.ts'
import { type Reason, type StatefulSetStep, StatefulSetSync } from './stateful-set-sync.ts'
import { WakeOnPods } from './wake-on-pods.ts'
import { WakeOnSets } from './wake-on-sets.ts'

type Advance = (sync: StatefulSetSync, context: StageContext) => StatefulSetStep

/** What each step does; the order is that of a sync in which everything happens. */
const STEPS: Readonly<Record<Exclude<StatefulSetStep, 'settled' | 'done' | 'failed'>, Advance>> = {
  begin,
  'adopt-revisions': adoptRevisions,
  'check-adopter-of-revisions': checkAdopterOfRevisions,
  'adopt-next-revision': adoptNextRevision,
  'claim-pods': claimPods,
  'release-next-pod': releaseNextPod,
  'check-adopter-of-pods': checkAdopterOfPods,
  'adopt-next-pod': adoptNextPod,
  'choose-revisions': chooseRevisions,
  'check-renumbering': checkRenumbering,
  'check-creation': checkCreation,
  'compare-existing': compareExisting,
  prepare,
  recreate,
  'recreate-more': recreateMore,
  'fill-slots': fillSlots,
  'fill-more-slots': fillMoreSlots,
  'own-condemned-claims': ownCondemnedClaims,
  'own-more-condemned-claims': ownMoreCondemnedClaims,
  'remove-condemned': removeCondemned,
  'remove-more-condemned': removeMoreCondemned,
  'roll-out': rollOut,
  'check-replacement': checkReplacement,
  stop,
  report,
  'check-report': checkReport,
  'report-again': reportAgain,
  'truncate-history': truncateHistory,
  'check-truncation': checkTruncation,
  end,
}

/**
 * The StatefulSet controller: keeps its indexes by what the informers deliver, is woken by their
 * events, and carries each sync on from step to step. What a step decides stands in the planners; the
 * rules are those of `SPEC.md`.
 */
export class StatefulSetController implements Reconciler<StatefulSetSync> {
  readonly loop: ControllerLoop<StatefulSetSync>
  readonly #context: StageContext
  readonly #lastReasons = new Map<string, readonly Reason[]>()
  /** A sync that came to nothing: two of three do, so that most begin in the place of such a one. */
  #spare: StatefulSetSync | undefined

  constructor(environment: ControllerEnvironment) {
    const { simulation, workers, behaviours, informers } = environment
    this.loop = new ControllerLoop({ simulation, workers, name: 'statefulset', reconciler: this })
    const pods = new PodOwners({
      kind: 'StatefulSet',
      keeperFor: ({ name }, namespace) => new MemberPods(namespace, name),
    })
    const revisions = new RevisionIndex()
    const claimWatch = new ClaimWatch()
    const { claims } = informers
    const sets = new StatefulSetRecords({ behaviours, claims, claimWatch, pods })
    this.#context = { ...environment, pods, revisions, sets, loop: this.loop }
    informers.pods.addIndex(pods)
    informers.controllerRevisions.addIndex(revisions)
    informers.claims.addIndex(claimWatch)
    informers.statefulSets.addIndex(sets)
    const { queue } = this.loop
    informers.statefulSets.addHandler(new WakeOnSets(queue, sets))
    informers.pods.addHandler(new WakeOnPods({ queue, sets, behaviours }))
  }

  /** The process ends. */
  stop(): void {
    this.loop.stop()
  }

  begin(key: string): StatefulSetSync {
    const sync = this.#spare
    if (sync === undefined) return new StatefulSetSync(key, this.#context.client)
    this.#spare = undefined
    sync.beginAnew(key)
    return sync
  }

  advance(sync: StatefulSetSync): Progress {
    for (;;) {
      const { next } = sync
      if (next === 'settled') {
        this.#spare = sync
        return 'done'
      }
      if (next === 'done' || next === 'failed') return this.#end(sync, next)
      sync.next = STEPS[next](sync, this.#context)
      if (sync.outstanding > 0) return 'waiting'
    }
  }

  #end(sync: StatefulSetSync, progress: 'done' | 'failed'): Progress {
    this.#lastReasons.set(sync.key, sync.hasBegun ? sync.reasons : NO_REASONS)
    if (!sync.hasBegun) this.#spare = sync
    return progress
  }

  /** Why the last finished sync of a set did what it did, in the order in which it came to it. */
  reasonsOf(key: string): readonly Reason[] {
    return this.#lastReasons.get(key) ?? NO_REASONS
  }
}

const NO_REASONS: readonly Reason[] = Object.freeze([])
