import type { Origin } from '@seatrial/core'

/** How the latencies of a study are known. */
export interface InputOrigins {
  readonly counts: Readonly<Record<Origin['type'], number>>
}
