import { NEVER, type SimTime } from '../kernel/time.ts'
import type { ContainerFacts } from './pod-facts.ts'
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
  let last = worker.sidecarsReadyAt > observed ? worker.sidecarsReadyAt : observed
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

/** When a sidecar that is seen running has started, so that the next container may: its startup probe. */
export function sidecarStartedAt(
  sidecar: ContainerFacts,
  started: SimTime,
  observed: SimTime,
): SimTime {
  const { startupProbe } = sidecar
  if (startupProbe === undefined) return observed
  return succeedsAt(startupProbe, { started, observed, able: started })
}

/** When a sidecar that has started is ready: its readiness probe. */
export function sidecarReadyAt(
  sidecar: ContainerFacts,
  started: SimTime,
  observed: SimTime,
): SimTime {
  const { readinessProbe } = sidecar
  if (readinessProbe === undefined) return observed
  return succeedsAt(readinessProbe, { started, observed, able: started })
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
