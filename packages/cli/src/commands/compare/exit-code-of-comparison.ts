import type { ComparisonAnalysis } from '@seatrial/scenarios'
import { EXIT_CODE, type ExitCode, gravestOf } from '../../exit-code.ts'

/** How a comparison ends the process. That some policies stall, and others do not, is an answer. */
export function exitCodeOfComparison({ variants, recommendation }: ComparisonAnalysis): ExitCode {
  const codes: ExitCode[] = []
  const judgements = variants.flatMap(({ expectations }) => expectations)
  if (judgements.some(({ judgement }) => judgement.verdict !== 'met')) {
    codes.push(EXIT_CODE.expectationFailed)
  }
  const answer = recommendation?.answer.type
  if (answer !== undefined && answer !== 'selected') codes.push(EXIT_CODE.expectationFailed)
  if (variants.every(({ stalled }) => stalled.happened === stalled.count)) {
    codes.push(EXIT_CODE.unfinished)
  }
  return gravestOf(codes)
}
