import type { Sample } from '../statistics/sample.ts'
import { type TimeoutAdvice, adviseTimeout } from '../statistics/timeout-advice.ts'
import { type HandBound, handBound } from './hand-bound.ts'
import type { Rehearsal } from './rehearsal.ts'

/** Which timeout to set for the rollout of a variant. */
export interface RolloutTimeout {
  /** From the durations of all replications. */
  readonly advice: TimeoutAdvice
  /** The share of rollouts that should end in time: of the advice, or of what is refused. */
  readonly probability: number
  /** What one would work out by hand; undefined for what is no rolling update. */
  readonly byHand: HandBound | undefined
  /** What the timeout does not cover. */
  readonly uncovered: readonly Uncovered[]
}

/** What a timeout does not cover. */
export type Uncovered =
  /** Pods are replaced only when somebody deletes them, and kubectl refuses to wait. */
  | { readonly type: 'on delete' }
  /** Pods with ordinals below the partition stay as they are. */
  | { readonly type: 'partition'; readonly partition: number }
  /** Jobs that Helm or a pipeline runs before and after. */
  | { readonly type: 'hooks' }
  /** So many latencies are only assumed. */
  | { readonly type: 'assumed inputs'; readonly count: number }

/** Advises a timeout from the durations of replications in seconds. */
export function timeoutOf(durations: Sample, rehearsal: Rehearsal): RolloutTimeout {
  return {
    ...adviceFor(durations),
    byHand: handBound(rehearsal),
    uncovered: uncoveredBy(rehearsal),
  }
}

const PROBABILITY = 0.99

/** What 59 replications can bound, where a p99 takes 299. */
const LESSER_PROBABILITY = 0.95

function adviceFor(durations: Sample): Pick<RolloutTimeout, 'advice' | 'probability'> {
  const advice = adviseTimeout(durations, { probability: PROBABILITY })
  if (advice.type !== 'too few replications') return { advice, probability: PROBABILITY }
  const lesser = adviseTimeout(durations, { probability: LESSER_PROBABILITY })
  return lesser.type === 'too few replications'
    ? { advice, probability: PROBABILITY }
    : { advice: lesser, probability: LESSER_PROBABILITY }
}

function uncoveredBy({ set, latencies }: Rehearsal): readonly Uncovered[] {
  const assumed = latencies.filter(({ origin }) => origin.type === 'assumed').length
  const partition =
    set?.kind === 'StatefulSet' ? (set.spec.updateStrategy.rollingUpdate?.partition ?? 0) : 0
  return [
    ...(set?.spec.updateStrategy.type === 'OnDelete' ? [{ type: 'on delete' } as const] : []),
    ...(partition > 0 ? [{ type: 'partition', partition } as const] : []),
    { type: 'hooks' },
    ...(assumed > 0 ? [{ type: 'assumed inputs', count: assumed } as const] : []),
  ]
}
