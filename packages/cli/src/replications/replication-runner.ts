import type { Replication } from '@seatrial/scenarios'
import type { WorkOrder } from './work-order.ts'

/** Runs replications, some at a time. */
export interface ReplicationRunner {
  /** So many orders it should have at once, so that it never waits for the next one. */
  readonly ordersAtOnce: number
  run(order: WorkOrder): Promise<readonly Replication[]>
}
