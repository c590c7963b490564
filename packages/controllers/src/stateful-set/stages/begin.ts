import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import type { StageContext } from './stage-context.ts'

/** Reads the set, unless the caches still lack what the controller itself has written (STS-Q12). */
export function begin(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  const { behaviours, informers } = context
  const record = context.sets.withKey(sync.key)
  if (record === undefined) return 'done'
  if (behaviours.readYourWritesStatefulSet && !record.ownWrites.areVisibleIn(informers)) {
    return 'failed'
  }
  const { selector } = record
  if (selector === undefined) return 'done'
  sync.concern(record, selector)
  return 'adopt-revisions'
}
