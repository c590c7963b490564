import type { ReleaseFinding } from '@seatrial/scenarios'
import { formatDuration } from '../text/format-duration.ts'
import type { VariantNames } from './variant-names.ts'
import type { Duration } from '@seatrial/core'

const FINDINGS_SHOWN = 2

/** What releases do differently first, and the switch that makes them. */
export function releaseLines(
  findings: readonly ReleaseFinding[],
  names: VariantNames,
): readonly string[] {
  return findings.slice(0, FINDINGS_SHOWN).map(({ variant, baseline, difference }) => {
    const pair = `${names.of[variant]} and ${names.of[baseline]}`
    if (difference === undefined) return `${pair} store the same to the end`
    const change = difference.b ?? difference.a!
    const when = formatDuration(change.time as number as Duration)
    const object = `${change.resource}/${change.name}`
    return `${pair} differ first at ${when} in ${object}, by ${difference.switches.join(' and ')}`
  })
}
