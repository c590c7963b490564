import type { JsonValue } from '@seatrial/core'
import { yamlFlow } from '../../quick/yaml-words.ts'
import { type PathStep, formatObjectPath, parseObjectPath } from '../paths/object-path.ts'
import type { Axis } from './axes.ts'
import { SHORT_PATHS } from './short-paths.ts'
import { type Target, formatTarget } from './target.ts'

/** The shortest ends of the axes' paths that tell them from each other. */
export function axisNames(axes: readonly Axis[]): readonly string[] {
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
  return [...shortNamesOf(target.text), ...ends.reverse(), formatTarget(target)]
}

function shortNamesOf(path: string): readonly string[] {
  return [...SHORT_PATHS].filter(([, long]) => long === path).map(([short]) => short)
}

/** A field of a list's element that has no name says too little without its list. */
function isVague(steps: readonly PathStep[], start: number): boolean {
  return start > 0 && steps[start - 1]!.type === 'index'
}

/** A value as people write it. */
export function axisValueText(value: JsonValue): string {
  return typeof value === 'string' ? value : yamlFlow(value)
}
