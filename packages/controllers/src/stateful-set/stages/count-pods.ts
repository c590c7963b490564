import type { SimTime } from '@seatrial/core'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import type { StageContext } from './stage-context.ts'

/** Lets the clock's passing count, in releases whose pass looks at it again and again. */
export function readClock(sync: StatefulSetSync, context: StageContext): void {
  sync.setRecord.slots.advanceTo(clockOf(sync, context))
}

/** The instant by which a pass judges who is available. */
export function clockOf({ startedAt }: StatefulSetSync, context: StageContext): SimTime {
  return context.behaviours.passReadsClockOnce ? startedAt : context.simulation.now
}

/** Counts the pods for the status, as the pass found them (STS-T1). */
export function countPods(
  sync: StatefulSetSync,
  context: StageContext,
  which: 'placed' | 'all claimed',
): void {
  readClock(sync, context)
  const { current, update } = sync.revisionPair
  const { pods } = sync.setRecord
  sync.counts = pods.count(which, current.metadata.name, update.metadata.name)
}

/** Goes no further in this pass: what has been done is reported. */
export function stop(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  countPods(sync, context, 'placed')
  return 'report'
}
