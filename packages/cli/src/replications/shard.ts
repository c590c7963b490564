/**
 * One of `count` shares of the replications: those whose numbers leave `index` when they are divided
 * by `count`. Indexes count from 0, as those of a Kubernetes Job do.
 */
export interface Shard {
  readonly index: number
  readonly count: number
}

/** All there is. */
export const WHOLE: Shard = { index: 0, count: 1 }

/** Whether a replication belongs to a share. */
export function belongsTo({ index, count }: Shard, replication: number): boolean {
  return replication % count === index
}

/** How many of the first so many replications belong to a share. */
export function countIn({ index, count }: Shard, replications: number): number {
  return Math.max(0, Math.ceil((replications - index) / count))
}
