import { REPLICATION_MEASURES, type Replication } from '@seatrial/scenarios'
import type { ReplicationKey } from '../../src/replications/replication-order.ts'

/** What some replication comes to: all kinds of numbers, and the same whenever it is run. */
export function aReplication({ variant, replication }: ReplicationKey): Replication {
  return {
    variant,
    replication,
    outcome: replication % 7 === 6 ? 'stalled' : 'done',
    values: REPLICATION_MEASURES.map((_measure, index) => valueOf(variant, replication, index)),
    expectations: [true, replication % 2 === 0],
    traceDigest: `${variant}-${replication}`,
  }
}

function valueOf(variant: number, replication: number, index: number): number {
  if (index === 4) return Number.NaN
  return replication % 7 === 6 && index === 0 ? Infinity : (variant + 1) / (replication + index + 3)
}
