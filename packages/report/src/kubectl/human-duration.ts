import type { Duration } from '@seatrial/core'

/**
 * A length of time as `kubectl` writes it in AGE and in "(… ago)": cut to whole seconds, at most two
 * units, the smaller one only while it still matters.
 *
 * A year has 365 days. More than one second into the future is `<invalid>` (clocks that disagree).
 * Source: pod-lifecycle-and-latency.md §6.1.
 */
export function humanDuration(duration: Duration): string {
  const parts = cut(duration)
  if (parts.seconds < -1) return '<invalid>'
  if (parts.seconds < 0) return '0s'
  if (parts.seconds < 120) return `${parts.seconds}s`
  if (parts.minutes < 10) return twoUnits(parts.minutes, 'm', parts.seconds % 60, 's')
  if (parts.minutes < 180) return `${parts.minutes}m`
  if (parts.hours < 8) return twoUnits(parts.hours, 'h', parts.minutes % 60, 'm')
  if (parts.hours < 48) return `${parts.hours}h`
  if (parts.days < 8) return twoUnits(parts.days, 'd', parts.hours % 24, 'h')
  if (parts.years < 2) return `${parts.days}d`
  if (parts.years < 8) return twoUnits(parts.years, 'y', parts.days % 365, 'd')
  return `${parts.years}y`
}

/** The older, shorter form that some columns use: one unit, the largest that is not zero. */
export function shortHumanDuration(duration: Duration): string {
  const parts = cut(duration)
  if (parts.seconds < -1) return '<invalid>'
  if (parts.seconds < 0) return '0s'
  if (parts.minutes < 1) return `${parts.seconds}s`
  if (parts.hours < 1) return `${parts.minutes}m`
  if (parts.days < 1) return `${parts.hours}h`
  if (parts.years < 1) return `${parts.days}d`
  return `${parts.years}y`
}

/** The same length in each unit; every division truncates, as Go's do. */
function cut(duration: Duration) {
  const seconds = Math.trunc(duration / 1_000_000)
  const minutes = Math.trunc(seconds / 60)
  const hours = Math.trunc(minutes / 60)
  const days = Math.trunc(hours / 24)
  return { seconds, minutes, hours, days, years: Math.trunc(days / 365) }
}

function twoUnits(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large}${largeUnit}` : `${large}${largeUnit}${small}${smallUnit}`
}
