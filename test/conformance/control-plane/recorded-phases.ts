import { type JsonObject, type JsonValue } from '@seatrial/core'
import type { TraceExpectation, TraceGiven } from './trace-case.ts'

/** Where the clocks of a recording stood that nobody wrote down. */
export interface RecordedPhases {
  /** When a pass of the node monitor fell, in seconds of the recording; undefined when none shows. */
  readonly monitorPass: number | undefined
  /** When a node renewed its lease for the last time before the power was lost. */
  readonly lastRenewal: number | undefined
}

/**
 * A renewal comes that long before the latest instant at which it can have been, and the pass that finds a
 * node that long before its NoExecute taint, which follows with the next tick.
 */
const MARGIN_SECONDS = 0.2

/**
 * The phases of the node monitor and of the leases, which differ from run to run, as they show in what
 * was recorded: a lost node, and one that is not ready, is found in a pass of the monitor.
 */
export function recordedPhases(
  { script }: TraceGiven,
  { trace, steps }: TraceExpectation,
  gracePeriodSeconds: number,
): RecordedPhases {
  const found = trace.find(({ o, s }) => o.startsWith('Node/') && isFinding(s))
  const powerLoss = script.findIndex(({ run }) => run?.startsWith('sudden power loss') === true)
  if (found === undefined) return { monitorPass: undefined, lastRenewal: undefined }
  const lostAt = steps[powerLoss]?.t
  const lastRenewal =
    lostAt === undefined
      ? undefined
      : Math.min(lostAt, found.t - gracePeriodSeconds) - MARGIN_SECONDS
  return {
    monitorPass: found.t - (isNoExecute(found.s['taints']) ? MARGIN_SECONDS : 0),
    lastRenewal,
  }
}

/** A change of a node that only a pass of the monitor makes. */
function isFinding({ ready, taints }: JsonObject): boolean {
  return (isText(ready) && ready.startsWith('Unknown')) || isNoExecute(taints)
}

function isNoExecute(taints: JsonValue | undefined): boolean {
  const list = Array.isArray(taints) ? (taints as readonly string[]) : []
  return list.some((taint) => /(?:not-ready|unreachable):NoExecute$/.test(taint))
}

function isText(value: JsonValue | undefined): value is string {
  return typeof value === 'string'
}
