import type { DecisiveSwitch, ReleaseDifference, ReleaseFinding } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import type { VariantNames } from './variant-names.ts'
import type { Duration } from '@seatrial/core'

const LINES_MAX = 4

/** What releases store differently first, and which switch decides how long the rollout takes. */
export function releaseLines(
  findings: readonly ReleaseFinding[],
  names: VariantNames,
): readonly string[] {
  return findings
    .flatMap(({ variant, baseline, difference, decisive }) => {
      const pair = `${names.of[variant]} beside ${names.of[baseline]}`
      if (difference === undefined) return [`${pair}: the same is stored to the end`]
      const first = `${pair}: first differs ${firstText(difference)}`
      return decisive === undefined ? [first] : [first, decisiveText(decisive)]
    })
    .slice(0, LINES_MAX)
}

function firstText({ a, b, switches }: ReleaseDifference): string {
  const change = (b ?? a)!
  const when = formatDuration(change.time as number as Duration)
  return `${change.resource}/${change.name} at ${when}, by ${switches.join(' and ')}`
}

function decisiveText({ name, duration, without }: DecisiveSwitch): string {
  return `${name} decides the time: ${formatDuration(duration)}, and ${formatDuration(without)} without it`
}
