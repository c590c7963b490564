import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import { askForAdopter, mayAdopt } from './check-adopter.ts'
import type { StageContext } from './stage-context.ts'

/** Takes revisions that match the set and that nobody controls (STS-A2). */
export function adoptRevisions(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  sync.orphanRevisions = context.revisions.orphansFor(sync.set, sync.selector)
  if (sync.orphanRevisions.length === 0) return 'claim-pods'
  return askForAdopter(sync, 'check-adopter-of-revisions')
}

export function checkAdopterOfRevisions(sync: StatefulSetSync): StatefulSetStep {
  if (!mayAdopt(sync)) return 'failed'
  sync.cursor = 0
  return 'adopt-next-revision'
}

/** One after the other; the first refusal ends the sync. */
export function adoptNextRevision(sync: StatefulSetSync): StatefulSetStep {
  if (sync.answer?.type === 'refused') return 'failed'
  const revision = sync.orphanRevisions[sync.cursor++]
  if (revision === undefined) return 'claim-pods'
  const { name, namespace, uid } = revision.metadata
  return sync.send(
    {
      verb: 'patch',
      resource: 'controllerrevisions',
      subresource: '',
      namespace,
      name,
      uid,
      owner: { type: 'adopt', owner: sync.setRecord.owner },
      why: 'matches the set and has no controller',
    },
    'adopt-next-revision',
  )
}
