import type { InputEffect, MovedAnswer, Sensitivity, SensitivityAttempt } from '@seatrial/scenarios'
import { formatMean, formatMeasure } from './measure-text.ts'

const INPUTS_SHOWN = 3
const BAR_WIDTH = 16

/**
 * The inputs that move an answer most as a tornado, and how chance and ignorance share its spread; or why
 * that is not known and which flag tells it.
 */
export function sensitivityLines(
  attempt: SensitivityAttempt | undefined,
  flag: string,
): readonly string[] {
  if (attempt?.type === 'tried') return movedLines(attempt.sensitivity)
  // Who does not want it does not want to read of it either.
  if (attempt?.reason !== 'too long') return []
  return [`not tried, since one run takes too many events: ${flag} does`]
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
