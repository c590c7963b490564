import { EnoughReplications, type Replication, ReplicationStore } from '@seatrial/scenarios'
import { attemptWrite } from '../../files/attempt-write.ts'
import type { Crew } from '../../replications/crew.ts'
import { FinishedReplications } from '../../replications/finished-replications.ts'
import { ReplicationOrder } from '../../replications/replication-order.ts'
import { type Shard, WHOLE } from '../../replications/shard.ts'
import { Sweep, allOf } from '../../replications/sweep.ts'
import type { GatheredStudy } from '../../study/gather-study.ts'
import type { Signal } from '../../terminal/terminal.ts'
import { openLog } from './open-log.ts'

/** How a study is run. */
export interface SweepStudyOptions {
  readonly shard: Shard
  /** Where finished replications are kept; undefined: nowhere. */
  readonly folder: string | undefined
  readonly crew: Crew
  /** Comes when somebody wants it to end. */
  readonly signal: Promise<Signal>
}

/** What came of it: the replications that count, in their order, unless it was interrupted. */
export type SweptStudy =
  | { readonly type: 'done'; readonly replications: Iterable<Replication> }
  | { readonly type: 'interrupted'; readonly by: Signal; readonly keptCount: number }

/**
 * Runs what a study, or a share of it, needs besides what its folder holds. Throws `InputErrors` where
 * that is of another study, or where nothing can be kept.
 */
export async function sweepStudy(
  gathered: GatheredStudy,
  options: SweepStudyOptions,
): Promise<SweptStudy> {
  const { study } = gathered
  const { folder, shard, crew, signal } = options
  const order = new ReplicationOrder(study.variants.length)
  const finished = new FinishedReplications(new ReplicationStore(study.variants.length))
  const log = folder === undefined ? undefined : openLog(folder, gathered, finished)
  const keep = (replications: readonly Replication[]): void => {
    if (log !== undefined) attemptWrite(folder as string, () => log.append(replications))
  }
  // Who runs a share does not know when the others have enough.
  const rule = shard === WHOLE ? new EnoughReplications(study) : allOf(study.replications.max)
  const sweep = new Sweep({ order, shard, rule, finished, keep })
  try {
    const by = await crew.run(sweep, { signal })
    if (by === undefined) return { type: 'done', replications: sweep.judged }
    return { type: 'interrupted', by, keptCount: log === undefined ? 0 : finished.count }
  } finally {
    log?.close()
  }
}
