import { ReplicationStore, type Study } from '@seatrial/scenarios'
import { FinishedReplications } from './finished-replications.ts'
import { ReplicationOrder } from './replication-order.ts'
import { WHOLE } from './shard.ts'
import { Sweep, allOf } from './sweep.ts'

/** A sweep of all replications that a study may have, from the first one on, which nobody keeps. */
export function wholeSweep({ variants, replications }: Study): Sweep {
  return new Sweep({
    order: new ReplicationOrder(variants.length),
    shard: WHOLE,
    rule: allOf(replications.max),
    finished: new FinishedReplications(new ReplicationStore(variants.length)),
    keep: () => {},
  })
}
