import { type Duration, between, seconds } from '@seatrial/core'
import { type Rollout, type RunOutcome, workloadLabel } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import { formatNumber } from '../text/format-number.ts'
import { formatRoughly } from '../text/format-roughly.ts'
import { roughRange } from '../text/rough-range.ts'

/**
 * The answer in one line: how long the rollout took, or that it did not get done. Where it hangs on what
 * is only assumed it is a range, in which nine of ten runs with other chance lie, or else rounded.
 */
export function headline(
  rollout: Rollout | undefined,
  outcome: RunOutcome,
  { isAssumed, usual }: HeadlineOptions,
): string {
  if (rollout === undefined) return `nothing was rolled out${NOTHING_MORE[outcome]}`
  const { workload, start, end } = rollout
  const label = workloadLabel(workload)
  const lasted = between(start, end.time)
  switch (end.type) {
    case 'done': {
      const duration = isAssumed ? `about ${roughly(lasted, usual)}` : formatDuration(lasted)
      return `${label} ${whatItDid(rollout)} in ${duration}${AFTERWARDS[outcome]}`
    }
    case 'unfinished': {
      const stopped = `${STOPPED[outcome]} after ${formatDuration(lasted)}`
      return `${label} is not rolled out: ${stopped} with ${progress(rollout)}`
    }
    case 'superseded':
      return `${label} was changed again after ${formatDuration(lasted)}, before it was rolled out`
    case 'deleted':
      return `${label} was deleted after ${formatDuration(lasted)}, before it was rolled out`
  }
}

/** How sure the answer is. */
export interface HeadlineOptions {
  readonly isAssumed: boolean
  /** Between how many seconds nine of ten runs lie, if that is known. */
  readonly usual?: { readonly low: number; readonly high: number } | undefined
}

function roughly(lasted: Duration, usual: HeadlineOptions['usual']): string {
  if (usual === undefined || !Number.isFinite(usual.high)) return formatRoughly(lasted)
  return roughRange(seconds(usual.low), seconds(usual.high))
}

/** What became of the run after its last rollout. */
const AFTERWARDS: Readonly<Record<RunOutcome, string>> = {
  done: '',
  stalled: '; the run stalled afterwards',
  horizon: '; the run met its horizon afterwards',
}

/** What became of a run without a rollout. */
const NOTHING_MORE: Readonly<Record<RunOutcome, string>> = {
  done: ': no change replaces a pod',
  stalled: ': the run stalled before',
  horizon: ': the run met its horizon before',
}

/** Why a rollout went no further. */
const STOPPED: Readonly<Record<RunOutcome, string>> = {
  done: 'the run ended',
  stalled: 'stalled',
  horizon: 'the run met its horizon',
}

function progress({ curve, desired }: Rollout): string {
  return `${formatNumber(curve.at(-1)?.updated ?? 0)} of ${formatNumber(desired)} pods updated`
}

function whatItDid({ kind, desired }: Rollout): string {
  switch (kind) {
    case 'create':
      return 'was created'
    case 'update':
      return 'rolled out'
    case 'scale':
      return `was scaled to ${formatNumber(desired)}`
  }
}
