import { type FieldErrors, invalid } from '../field-error.ts'
import { mustNotBeNegative } from '../must-be.ts'
import { type Handler, validateHandler } from './handler.ts'

/** A question that the kubelet asks a container again and again. */
export interface Probe extends Handler {
  readonly initialDelaySeconds?: number
  readonly timeoutSeconds?: number
  readonly periodSeconds?: number
  readonly successThreshold?: number
  readonly failureThreshold?: number
  readonly terminationGracePeriodSeconds?: number
}

/** The probes of one container, with the grace period of its pod. */
export interface Probes {
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly startupProbe?: Probe
}

/** The probes of a container at `path`. */
export function* validateProbes(
  { livenessProbe, readinessProbe, startupProbe }: Probes,
  gracePeriodSeconds: number,
  path: string,
): FieldErrors {
  if (livenessProbe !== undefined) {
    yield* validateKillingProbe(livenessProbe, gracePeriodSeconds, `${path}.livenessProbe`)
  }
  if (readinessProbe !== undefined) {
    yield* validateReadinessProbe(readinessProbe, gracePeriodSeconds, `${path}.readinessProbe`)
  }
  if (startupProbe !== undefined) {
    yield* validateKillingProbe(startupProbe, gracePeriodSeconds, `${path}.startupProbe`)
  }
}

/** A liveness or startup probe, whose failure kills the container: one success must be enough. */
function* validateKillingProbe(
  probe: Probe,
  gracePeriodSeconds: number,
  path: string,
): FieldErrors {
  yield* validateProbe(probe, gracePeriodSeconds, path)
  if (probe.successThreshold !== 1) {
    yield invalid(`${path}.successThreshold`, probe.successThreshold ?? 0, 'must be 1')
  }
}

/** A readiness probe kills nothing, so that it has no grace period. */
function* validateReadinessProbe(
  probe: Probe,
  gracePeriodSeconds: number,
  path: string,
): FieldErrors {
  yield* validateProbe(probe, gracePeriodSeconds, path)
  if (probe.terminationGracePeriodSeconds !== undefined) {
    const at = `${path}.terminationGracePeriodSeconds`
    yield invalid(at, probe.terminationGracePeriodSeconds, 'must not be set for readiness probes')
  }
}

function* validateProbe(probe: Probe, gracePeriodSeconds: number, path: string): FieldErrors {
  yield* validateHandler(probe, { path, gracePeriodSeconds })
  yield* mustNotBeNegative(probe.initialDelaySeconds, `${path}.initialDelaySeconds`)
  yield* mustNotBeNegative(probe.timeoutSeconds, `${path}.timeoutSeconds`)
  yield* mustNotBeNegative(probe.periodSeconds, `${path}.periodSeconds`)
  yield* mustNotBeNegative(probe.successThreshold, `${path}.successThreshold`)
  yield* mustNotBeNegative(probe.failureThreshold, `${path}.failureThreshold`)
  const ownGracePeriod = probe.terminationGracePeriodSeconds
  if (ownGracePeriod !== undefined && ownGracePeriod <= 0) {
    yield invalid(`${path}.terminationGracePeriodSeconds`, ownGracePeriod, 'must be above 0')
  }
}
