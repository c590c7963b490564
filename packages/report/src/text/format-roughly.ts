import { type Duration, hours, minutes, seconds } from '@seatrial/core'

/** From the coarsest to the finest: a unit, and from which duration on it is used. */
const UNITS: readonly {
  readonly name: string
  readonly unit: Duration
  readonly from: Duration
}[] = [
  { name: 'days', unit: hours(24), from: hours(48) },
  { name: 'h', unit: hours(1), from: minutes(100) },
  { name: 'min', unit: minutes(1), from: seconds(100) },
  { name: 's', unit: seconds(1), from: 0 as Duration },
]

/**
 * A duration that is not known better than to two significant digits: `25 min`, `1.7 h`. For
 * answers that rest on assumptions; `formatDuration` writes what is known.
 */
export function formatRoughly(duration: Duration): string {
  const { name, unit } = UNITS.find(({ from }) => duration >= from) ?? UNITS.at(-1)!
  return `${Number((duration / unit).toPrecision(2))} ${name}`
}
