import type { DaemonSetStep, DaemonSetSync } from '../daemon-set-sync.ts'
import { claimPods } from './claim-pods.ts'
import type { StageContext } from './stage-context.ts'

/**
 * S7: while the cache has not shown what an earlier sync has done, this one only writes the status,
 * and does not say that it has observed anything.
 */
export function passGate(context: StageContext, sync: DaemonSetSync): DaemonSetStep {
  if (context.expectations.isSatisfied(sync.key, context.simulation.now)) {
    return claimPods(context, sync, 'manage')
  }
  return claimPods(context, sync, 'report')
}
