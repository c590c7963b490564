import { axisNames, axisValueText } from '../format/experiment/axis-names.ts'
import type { Experiment } from '../format/experiment/experiment.ts'
import type { Combination } from './combinations.ts'

/** What people call a combination: its variant's name, and `maxUnavailable=10%` for each axis. */
export function variantNamer({
  name,
  axes,
  variants,
}: Experiment): (combination: Combination) => string {
  const names = axisNames(axes)
  return ({ variant, levels }) => {
    const own = variant === undefined ? [] : [variants[variant]!.name]
    const settings = axes.map(
      ({ values }, axis) => `${names[axis]}=${axisValueText(values[levels[axis]!]!)}`,
    )
    const words = [...own, ...settings]
    return words.length === 0 ? name : words.join(', ')
  }
}
