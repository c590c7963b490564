import type { IntOrString } from '../int-or-string.ts'
import { type FieldErrors, invalid, notSupported, required } from './field-error.ts'
import { isZero, validateAtMostWhole, validateIntOrPercent } from './int-or-percent.ts'

/** `spec.updateStrategy` of a DaemonSet as a manifest gives it. */
export interface DaemonSetStrategyManifest {
  readonly type?: string
  readonly rollingUpdate?: RollingUpdateManifest
}

interface RollingUpdateManifest {
  readonly maxUnavailable?: IntOrString
  readonly maxSurge?: IntOrString
}

/** How a DaemonSet may be updated. The numbers of a rolling update only count for that type. */
export function* validateDaemonSetStrategy(
  strategy: DaemonSetStrategyManifest,
  path: string,
): FieldErrors {
  const { type = '', rollingUpdate } = strategy
  if (type === 'OnDelete') return
  if (type !== 'RollingUpdate') yield notSupported(path, internalForm(strategy), STRATEGIES)
  else if (rollingUpdate === undefined) yield required(`${path}.rollingUpdate`, 'must be given')
  else yield* validateRollingUpdate(rollingUpdate, `${path}.rollingUpdate`)
}

const STRATEGIES = ['RollingUpdate', 'OnDelete']

/** The strategy as the API server holds it, which is how it shows it. */
function internalForm({ type = '', rollingUpdate }: DaemonSetStrategyManifest): object {
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate ?? {}
  const numbers = { MaxUnavailable: maxUnavailable, MaxSurge: maxSurge }
  return { Type: type, RollingUpdate: rollingUpdate === undefined ? null : numbers }
}

/** Either some pods may be missing or some may be there twice: not both, and not neither. */
function* validateRollingUpdate(
  { maxUnavailable = 0, maxSurge = 0 }: RollingUpdateManifest,
  path: string,
): FieldErrors {
  for (const [field, value] of Object.entries({ maxUnavailable, maxSurge })) {
    yield* validateIntOrPercent(value, `${path}.${field}`)
    yield* validateAtMostWhole(value, `${path}.${field}`)
  }
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    yield required(`${path}.maxUnavailable`, 'cannot be 0 when maxSurge is 0')
  } else if (!isZero(maxUnavailable) && !isZero(maxSurge)) {
    yield invalid(`${path}.maxSurge`, maxSurge, 'may not be set when maxUnavailable is non-zero')
  }
}
