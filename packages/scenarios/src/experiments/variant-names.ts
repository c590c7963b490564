import type { JsonValue } from '@seatrial/core'
import type { Axis } from '../format/experiment/axes.ts'
import type { Experiment } from '../format/experiment/experiment.ts'
import { type Target, formatTarget } from '../format/experiment/target.ts'
import { type PathStep, formatObjectPath, parseObjectPath } from '../format/paths/object-path.ts'
import { yamlFlow } from '../quick/yaml-words.ts'
import type { Combination } from './combinations.ts'

/** What people call a combination: its variant's name, and `maxUnavailable=10%` for each axis. */
export function variantNamer({
  name,
  axes,
  variants,
}: Experiment): (combination: Combination) => string {
  const axisNames = shortNames(axes)
  return ({ variant, levels }) => {
    const own = variant === undefined ? [] : [variants[variant]!.name]
    const values = axes.map(
      ({ values }, axis) => `${axisNames[axis]}=${valueText(values[levels[axis]!]!)}`,
    )
    const words = [...own, ...values]
    return words.length === 0 ? name : words.join(', ')
  }
}

/** The shortest ends of the axes' paths that tell them from each other. */
function shortNames(axes: readonly Axis[]): readonly string[] {
  const candidates = axes.map(({ target }) => namesOf(target))
  return candidates.map((names, axis) => {
    const others = candidates.filter((_, other) => other !== axis).flat()
    return names.find((name) => !others.includes(name)) ?? names.at(-1)!
  })
}

/** The ends of a target's path, from the last field to the whole; a bare index is no name. */
function namesOf(target: Target): readonly string[] {
  const steps = parseObjectPath(target.text)?.steps ?? []
  const ends = steps
    .map((_, start) => steps.slice(start))
    .filter((end) => end[0]?.type === 'key' && !isVague(steps, steps.length - end.length))
    .map(formatObjectPath)
  return [...ends.reverse(), formatTarget(target)]
}

/** A field of a list's element that has no name says too little without its list. */
function isVague(steps: readonly PathStep[], start: number): boolean {
  return start > 0 && steps[start - 1]!.type === 'index'
}

function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : yamlFlow(value)
}
