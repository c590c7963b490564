import { type Duration, hours, microseconds, milliseconds, minutes, seconds } from '@seatrial/core'

const DAY = hours(24)

interface Scale {
  /** Durations below this are written in this scale. */
  readonly limit: Duration
  /** What is written is rounded to a multiple of this. */
  readonly step: Duration
  readonly write: (duration: number) => string
}

/** From the finest to the coarsest. */
const SCALES: readonly Scale[] = [
  { limit: milliseconds(1), step: microseconds(1), write: (duration) => `${duration}µs` },
  { limit: seconds(1), step: milliseconds(1), write: (duration) => `${duration / 1_000}ms` },
  { limit: minutes(1), step: milliseconds(100), write: (duration) => `${duration / 1_000_000}s` },
  { limit: hours(1), step: seconds(1), write: twoUnits(minutes(1), 'm', seconds(1), 's') },
  { limit: DAY, step: minutes(1), write: twoUnits(hours(1), 'h', minutes(1), 'm') },
  { limit: Infinity as Duration, step: hours(1), write: twoUnits(DAY, 'd', hours(1), 'h') },
]

/**
 * A length of time for people, in about three digits: `850ms`, `4.2s`, `12m 34s`, `1h 02m`,
 * `3d 04h`. `never` for an infinite one. `kubectl` writes its own way: see `humanDuration`.
 */
export function formatDuration(duration: Duration): string {
  if (duration < 0) return `-${formatDuration(-duration as Duration)}`
  if (duration === 0) return '0s'
  for (const { limit, step, write } of SCALES) {
    const rounded = Math.round(duration / step) * step
    if (rounded < limit) return write(rounded)
  }
  return 'never'
}

function twoUnits(large: Duration, largeUnit: string, small: Duration, smallUnit: string) {
  return (duration: number): string => {
    const count = Math.floor(duration / large)
    const rest = Math.floor((duration - count * large) / small)
    return `${count}${largeUnit} ${String(rest).padStart(2, '0')}${smallUnit}`
  }
}
