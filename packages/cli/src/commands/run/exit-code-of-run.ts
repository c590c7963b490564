import type { RunResult, Scenario } from '@seatrial/scenarios'
import { EXIT_CODE, type ExitCode, gravestOf } from '../../exit-code.ts'

/** How a run ends the process. A run that was expected to stall, and did, is done. */
export function exitCodeOfRun(
  { outcome, expectations, violations }: RunResult,
  { expect }: Scenario,
): ExitCode {
  const codes: ExitCode[] = []
  if (violations.length > 0) codes.push(EXIT_CODE.invariantViolated)
  if (expectations.some(({ result }) => result !== 'met')) codes.push(EXIT_CODE.expectationFailed)
  const isStallExpected = expect.some(
    (expectation) => expectation.type === 'stalled' && expectation.stalled,
  )
  if (outcome !== 'done' && !(outcome === 'stalled' && isStallExpected)) {
    codes.push(EXIT_CODE.unfinished)
  }
  return gravestOf(codes)
}
