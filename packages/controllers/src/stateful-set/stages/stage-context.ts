import type { RevisionIndex } from '../../history/revision-index.ts'
import type { ControllerEnvironment } from '../../runtime/controller-environment.ts'
import type { ControllerLoop } from '../../runtime/controller-loop.ts'
import type { PodOwners } from '../../runtime/pod-owners.ts'
import type { MemberPods } from '../places/member-pods.ts'
import type { StatefulSetRecords } from '../stateful-set-records.ts'
import type { StatefulSetSync } from '../stateful-set-sync.ts'

/** What the stages of a sync read and remember. */
export interface StageContext extends ControllerEnvironment {
  readonly pods: PodOwners<MemberPods>
  readonly revisions: RevisionIndex
  readonly sets: StatefulSetRecords
  readonly loop: ControllerLoop<StatefulSetSync>
}
