import type {
  InputEffect,
  MovedAnswer,
  NotTriedReason,
  Sensitivity,
  SensitivityAttempt,
} from '@seatrial/scenarios'
import { formatMean, formatMeasure } from './measure-text.ts'

const INPUTS_SHOWN = 3
const BAR_WIDTH = 16

/** Why it is not known what moves an answer, and what tells it. */
const NOT_TRIED: Readonly<Record<NotTriedReason, readonly string[]>> = {
  // Who does not want it does not want to read of it either.
  'not repeated': [],
  'too long': [
    'not tried, since one run takes too many events: seatrial compare --sensitivity does',
  ],
  'no rollout': [],
}

/**
 * The inputs that move an answer most as a tornado, and how chance and ignorance share its spread; or why
 * that is not known.
 */
export function sensitivityLines(attempt: SensitivityAttempt | undefined): readonly string[] {
  if (attempt === undefined) return []
  return attempt.type === 'tried' ? movedLines(attempt.sensitivity) : NOT_TRIED[attempt.reason]
}

function movedLines({ measure, inputs, spread }: Sensitivity): readonly string[] {
  const shown = inputs.filter(({ swing }) => swing > 0).slice(0, INPUTS_SHOWN)
  const nameWidth = Math.max(...shown.map(({ input }) => input.stage.length))
  const longest = shown[0]?.swing ?? 0
  const answer = (moved: MovedAnswer) => formatMean(measure, moved.mean) ?? 'stalls'
  const line = ({ input, atHalf, atTwice, swing }: InputEffect) =>
    `${input.stage.padEnd(nameWidth)}  ${bar(swing, longest)}  at half ${answer(atHalf)}, at twice ${answer(atTwice)}`
  return [
    ...(shown.length === 0 ? ['no input, at half or at twice its value'] : shown.map(line)),
    ...(spread === undefined
      ? []
      : [
          `standard deviation of runs ${formatMeasure(measure, spread.total)}: ` +
            `chance ${formatMeasure(measure, spread.simulationNoise)}, ` +
            `inputs not known ${formatMeasure(measure, spread.inputUncertainty)}`,
        ]),
  ]
}

function bar(swing: number, longest: number): string {
  const length = swing === longest ? BAR_WIDTH : Math.round((swing / longest) * BAR_WIDTH)
  return '█'.repeat(length).padEnd(BAR_WIDTH)
}
