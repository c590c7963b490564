import {
  type Replication,
  type SensitivityPlan,
  type Study,
  runReplication,
  sensitivityStudy,
} from '@seatrial/scenarios'
import type { ReplicationKey } from './replication-order.ts'

/** Replications that somebody should run, as plain data that goes to threads. */
export interface WorkOrder {
  readonly keys: readonly ReplicationKey[]
  /** They are of the study that this plan makes of the one at hand; undefined: of that one itself. */
  readonly plan: SensitivityPlan | undefined
}

/** Runs what an order asks for, one after the other. */
export function carryOut(study: Study, { keys, plan }: WorkOrder): readonly Replication[] {
  const asked = plan === undefined ? study : sensitivityStudy(study, plan)
  return keys.map(({ variant, replication }) => runReplication(asked, variant, replication))
}
