import { surplusRevisions } from '../../history/surplus-revisions.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import type { StageContext } from './stage-context.ts'

/** Forgets old revisions that nobody uses, also when the pass has failed (STS-H1, STS-H2). */
export function truncateHistory(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { set, setRecord, revisions, history } = sync
  const current = revisions?.current.metadata.name
  const update = revisions?.update.metadata.name
  sync.surplus = surplusRevisions(
    history,
    set.spec.revisionHistoryLimit,
    (name) => name === current || name === update || setRecord.pods.hasRevision(name),
  )
  sync.cursor = 0
  return forgetNext(sync, context)
}

/** The first refusal ends it. */
export function checkTruncation(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  if (sync.answer?.type === 'done') return forgetNext(sync, context)
  sync.hasFailed = true
  return 'end'
}

function forgetNext(sync: StatefulSetSync, _context: StageContext): StatefulSetStep {
  const revision = sync.surplus[sync.cursor++]
  if (revision === undefined) return 'end'
  const { name, namespace } = revision.metadata
  const target = { namespace, name, subresource: '', why: 'beyond revisionHistoryLimit' } as const
  return sync.send(
    { verb: 'delete', resource: 'controllerrevisions', ...target },
    'check-truncation',
  )
}
