import type { InputEffect, MovedAnswer, Sensitivity } from '@seatrial/scenarios'
import { formatMean, formatMeasure } from './measure-text.ts'
import type { VariantNames } from './variant-names.ts'

const INPUTS_SHOWN = 3
const BAR_WIDTH = 16

/** The inputs that move the answer most as a tornado, and how chance and ignorance share its spread. */
export function sensitivityLines(
  { measure, variant, inputs, spread }: Sensitivity,
  names: VariantNames,
): readonly string[] {
  const shown = inputs.filter(({ swing }) => swing > 0).slice(0, INPUTS_SHOWN)
  const nameWidth = Math.max(...shown.map(({ input }) => input.stage.length))
  const longest = shown[0]?.swing ?? 0
  const answer = (moved: MovedAnswer) => formatMean(measure, moved.mean) ?? 'stalls'
  const line = ({ input, atHalf, atTwice, swing }: InputEffect) =>
    `${input.stage.padEnd(nameWidth)}  ${bar(swing, longest)}  at half ${answer(atHalf)}, at twice ${answer(atTwice)}`
  return [
    ...(shown.length === 0 ? [] : [`of ${names.of[variant]}, one input at a time:`]),
    ...shown.map(line),
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
  const length = longest > 0 ? Math.round((swing / longest) * BAR_WIDTH) : 0
  return '█'.repeat(length).padEnd(BAR_WIDTH)
}
