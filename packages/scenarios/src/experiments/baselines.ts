import { isSameJson } from '@seatrial/core'
import type { Experiment } from '../format/experiment/experiment.ts'
import type { Combination } from './combinations.ts'

/**
 * What each combination is compared with, by its place among those that can be run: the one that has the
 * baseline's values and else its own. One without such a counterpart is compared with nothing but itself.
 */
export function baselinesOf(
  experiment: Experiment,
  combinations: readonly Combination[],
): readonly number[] {
  return combinations.map((combination, own) => {
    const wanted = counterpartOf(experiment, combination)
    const number = wanted === undefined ? 0 : combinations.findIndex((each) => isSame(each, wanted))
    return number === -1 ? own : number
  })
}

type Place = Omit<Combination, 'assignments'>

/** The combination that is the baseline of another; undefined: the first of all. */
function counterpartOf(
  { baseline, axes, variants }: Experiment,
  { variant, levels }: Combination,
): Place | undefined {
  switch (baseline?.type) {
    case undefined:
      return undefined
    case 'variant':
      return { variant: variants.findIndex(({ name }) => name === baseline.name), levels }
    case 'axes': {
      const fixed = [...levels]
      for (const { axis, value } of baseline.fixed) {
        fixed[axis] = axes[axis]!.values.findIndex((each) => isSameJson(each, value))
      }
      return { variant, levels: fixed }
    }
  }
}

function isSame(one: Place, other: Place): boolean {
  return (
    one.variant === other.variant && one.levels.every((level, axis) => level === other.levels[axis])
  )
}
