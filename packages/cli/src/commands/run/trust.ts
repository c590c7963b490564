import {
  type NotTriedReason,
  type RunCertainty,
  type RunResult,
  type SensitivityAttempt,
  defaultReplications,
} from '@seatrial/scenarios'
import type { CaughtSignals } from '../../terminal/terminal.ts'
import type { CommandContext } from '../command-context.ts'
import type { RunInput } from './read-run-input.ts'
import { type Repetition, repeatRun } from './repeat-run.ts'
import type { RunFlags } from './run-flags.ts'

/** How far the answer of a run can be trusted. */
export interface Trust {
  /** Undefined where it was not repeated. */
  readonly certainty: RunCertainty | undefined
  readonly sensitivity: SensitivityAttempt
}

/** What was run, and how often it is to be repeated. */
export interface TrustOptions {
  readonly input: RunInput
  readonly flags: RunFlags
  /** How many runs are to say how sure it is; undefined: nobody says. */
  readonly replications: number | undefined
  readonly context: CommandContext
}

/**
 * How far the answer of a run can be trusted, where somebody will see that; what is expected is judged
 * over replications whatever is printed.
 */
export async function trustIn(
  result: RunResult,
  { input: { scenario, warmUp }, flags, replications: asked, context }: TrustOptions,
  signals: CaughtSignals,
): Promise<Repetition | (Trust & { readonly type: 'alone' })> {
  const { seed, print = [] } = flags
  const isPrinted = asked === undefined && print.length > 0
  if (isPrinted && scenario.expect.length === 0) return alone('not repeated')
  const replications = asked ?? defaultReplications(result.eventCount)
  if (replications < 2) return alone(asked === undefined ? 'too long' : 'not repeated')
  const seeded = seed === undefined ? scenario : { ...scenario, seed }
  const triesInputs = !isPrinted
  const repeated = { scenario: seeded, warmUp, replications, asked, result, triesInputs }
  return repeatRun(repeated, context, signals)
}

function alone(reason: NotTriedReason): Trust & { readonly type: 'alone' } {
  return { type: 'alone', certainty: undefined, sensitivity: { type: 'not tried', reason } }
}
