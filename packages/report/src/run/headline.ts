import { between } from '@seatrial/core'
import { type Rollout, type RunOutcome, workloadLabel } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import { formatNumber } from '../text/format-number.ts'
import { formatRoughly } from '../text/format-roughly.ts'

/**
 * The answer in one line: how long the rollout took, or that it did not get done. It is rounded
 * where it hangs on what is only assumed.
 */
export function headline(
  rollout: Rollout | undefined,
  outcome: RunOutcome,
  isAssumed: boolean,
): string {
  if (rollout === undefined) return `nothing was rolled out${NOTHING_MORE[outcome]}`
  const { workload, start, end } = rollout
  const label = workloadLabel(workload)
  const lasted = between(start, end.time)
  switch (end.type) {
    case 'done': {
      const duration = isAssumed ? `about ${formatRoughly(lasted)}` : formatDuration(lasted)
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

/** What became of the run after its last rollout. */
const AFTERWARDS: Readonly<Record<RunOutcome, string>> = {
  done: '',
  stalled: '; the run stalled afterwards',
  horizon: '; the run met its horizon afterwards',
}

/** What became of a run without a rollout. */
const NOTHING_MORE: Readonly<Record<RunOutcome, string>> = {
  done: '',
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
