import { settledPass } from '../settled-pass.ts'
import { planRequeue } from '../plans/plan-requeue.ts'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'
import type { StageContext } from './stage-context.ts'

/** Fails, so that the key is retried, or has the set looked at again when a pod becomes available. */
export function end(sync: StatefulSetSync, context: StageContext): StatefulSetStep {
  if (sync.hasFailed) return 'failed'
  const { behaviours, simulation, loop } = context
  const { pods } = sync.setRecord
  const now = behaviours.passReadsClockOnce ? sync.startedAt : simulation.now
  const delay = planRequeue(
    sync.set,
    sync.newStatus,
    () => pods.untilNextAvailable(now),
    behaviours,
  )
  if (delay === undefined) sync.setRecord.settled = settledPass(sync)
  else loop.queue.addAfter(sync.key, delay)
  return 'done'
}
