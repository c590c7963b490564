import { NEVER, type SimTime } from '../kernel/time.ts'
import type { PodWorker } from './pod-worker.ts'
import { failsAt, succeedsAt } from './probe-facts.ts'

/**
 * When every container of this start is ready. Without a probe a container is ready as soon as it is
 * seen running.
 *
 * @param observed when the containers are seen running
 * @param able when the application can answer
 */
export function readyAt(worker: PodWorker, observed: SimTime, able: SimTime): SimTime {
  const { startedAt: started, facts, latencies } = worker
  let last = observed
  let hasProbe = false
  for (const { startupProbe, readinessProbe } of facts.main) {
    let from = observed
    if (startupProbe !== undefined) {
      from = succeedsAt(startupProbe, { started, observed, able })
      hasProbe = true
    }
    if (readinessProbe !== undefined) {
      from = succeedsAt(readinessProbe, { started, observed: from, able })
      hasProbe = true
    }
    if (from > last) last = from
  }
  return !hasProbe && latencies.readyWithoutProbe ? able : last
}

/**
 * When a startup or liveness probe has a container killed because its application is too slow; `NEVER`
 * when it is not.
 */
export function killedAt(worker: PodWorker, observed: SimTime, able: SimTime): SimTime {
  const times = { started: worker.startedAt, observed, able }
  let first: SimTime = NEVER
  for (const { startupProbe, livenessProbe } of worker.facts.main) {
    const probe = startupProbe ?? livenessProbe
    const failed = probe === undefined ? undefined : failsAt(probe, times)
    if (failed !== undefined && failed < first) first = failed
  }
  return first
}
