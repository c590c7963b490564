import type { Duration } from '@seatrial/core'

/** A length of time as Go, and with it kubectl, writes it in an error: `12s`, `1m0s`, `1h0m0.5s`. */
export function goDuration(duration: Duration): string {
  const allSeconds = duration / 1_000_000
  const hours = Math.floor(allSeconds / 3_600)
  const minutes = Math.floor(allSeconds / 60) % 60
  const text = `${Number((allSeconds % 60).toFixed(6))}s`
  if (hours > 0) return `${hours}h${minutes}m${text}`
  return minutes > 0 ? `${minutes}m${text}` : text
}
