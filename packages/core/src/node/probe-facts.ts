import type { JsonObject } from '../api/json.ts'
import { numberField } from '../api/serialization/read-fields.ts'
import { type Duration, type SimTime, seconds } from '../kernel/time.ts'

/** The timing of a probe; what it asks does not matter, only when the application can answer. */
export interface ProbeFacts {
  readonly initialDelay: Duration
  readonly period: Duration
  readonly successThreshold: number
  readonly failureThreshold: number
}

/** A probe as a container's spec has it, with the API's defaults. */
export function readProbe(probe: JsonObject): ProbeFacts {
  return {
    initialDelay: seconds(numberField(probe, 'initialDelaySeconds')),
    period: seconds(numberField(probe, 'periodSeconds', 10) || 10),
    successThreshold: numberField(probe, 'successThreshold', 1) || 1,
    failureThreshold: numberField(probe, 'failureThreshold', 3) || 3,
  }
}

/**
 * When a probe has succeeded often enough, for an application that can answer from `able` on.
 *
 * Evaluations come at `observed` (or when the initial delay is over, counted in whole seconds from
 * `started`) and every period after that.
 */
export function succeedsAt(
  probe: ProbeFacts,
  times: { readonly started: SimTime; readonly observed: SimTime; readonly able: SimTime },
): SimTime {
  const first = Math.max(times.observed, times.started + probe.initialDelay)
  const misses = Math.max(0, Math.ceil((times.able - first) / probe.period))
  return (first + (misses + probe.successThreshold - 1) * probe.period) as SimTime
}

/**
 * When a probe has failed often enough to have the container killed before the application can
 * answer; undefined when the application is in time.
 */
export function failsAt(
  probe: ProbeFacts,
  times: { readonly started: SimTime; readonly observed: SimTime; readonly able: SimTime },
): SimTime | undefined {
  const first = Math.max(times.observed, times.started + probe.initialDelay)
  const last = (first + (probe.failureThreshold - 1) * probe.period) as SimTime
  return last < times.able ? last : undefined
}
