/** A stretch of time in which a kind of heartbeat beats, in seconds. */
export interface Beating {
  readonly from: number
  readonly to: number
}

/** The heartbeats of one node, and when each kind beats. */
export interface NodeLife {
  readonly lease: readonly Beating[]
  readonly status: readonly Beating[]
}

const LEASE_PERIOD = 10
const STATUS_PERIOD = 300
const PASS_PERIOD = 5
const GRACE = 50

/**
 * When the real controller would find a node silent for the first time: a literal reading of its loop, which
 * looks at every node in every pass and remembers what it saw.
 */
export function firstSilence(life: NodeLife, untilSeconds: number): number | undefined {
  let seenLease: number | undefined = 0
  let seenStatus = 0
  let probedAt = 0
  for (let pass = PASS_PERIOD; pass <= untilSeconds; pass += PASS_PERIOD) {
    const lease = lastBeat(life.lease, LEASE_PERIOD, pass)
    const status = lastBeat(life.status, STATUS_PERIOD, pass)
    const before = seenLease
    if (status !== seenStatus) {
      seenStatus = status
      seenLease = undefined
      probedAt = pass
    }
    if (before === undefined || lease > before) {
      seenLease = lease
      probedAt = pass
    }
    if (pass >= probedAt + GRACE) return pass
  }
  return undefined
}

/** The last beat up to that time; one at 0 is always there. */
function lastBeat(stretches: readonly Beating[], period: number, time: number): number {
  let last = 0
  for (const { from, to } of stretches) {
    const end = Math.min(time, to - 1e-6)
    if (end >= from) last = from + Math.floor((end - from) / period) * period
  }
  return last
}
