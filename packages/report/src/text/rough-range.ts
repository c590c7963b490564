import type { Duration } from '@seatrial/core'
import { formatRoughly } from './format-roughly.ts'

/** Two durations in two digits each, `16–20 min`; one where both are the same then. */
export function roughRange(low: Duration, high: Duration): string {
  const [from, to] = [formatRoughly(low), formatRoughly(high)]
  if (from === to) return to
  const [value, unit] = from.split(' ')
  return to.endsWith(` ${unit}`) ? `${value}–${to}` : `${from} to ${to}`
}
