import type { IntOrString } from '../int-or-string.ts'
import { type FieldErrors, invalid, required } from './field-error.ts'
import { isZero, validateAtMostWhole, validateIntOrPercent } from './int-or-percent.ts'
import { mustNotBeNegative } from './must-be.ts'

/** `spec.updateStrategy` of a StatefulSet as a manifest gives it. */
export interface StatefulSetStrategyManifest {
  readonly type?: string
  readonly rollingUpdate?: RollingUpdateManifest
}

interface RollingUpdateManifest {
  readonly partition?: number
  readonly maxUnavailable?: IntOrString
}

/** How a StatefulSet may be updated. `allowRecreate`: the strategy Recreate is one of the ways. */
export function* validateStatefulSetStrategy(
  strategy: StatefulSetStrategyManifest,
  { path, allowRecreate }: { readonly path: string; readonly allowRecreate: boolean },
): FieldErrors {
  const { type = '', rollingUpdate } = strategy
  if (type === '') yield required(path, 'must be given')
  else if (type === 'RollingUpdate') {
    yield* validateRollingUpdate(rollingUpdate ?? {}, `${path}.rollingUpdate`)
  } else if (type === 'OnDelete' || (type === 'Recreate' && allowRecreate)) {
    if (rollingUpdate !== undefined) {
      const field = `${path}.rollingUpdate`
      yield invalid(field, internalForm(rollingUpdate), ONLY_ROLLING_UPDATE)
    }
  } else {
    const value = { Type: type, RollingUpdate: rollingUpdate ? internalForm(rollingUpdate) : null }
    yield invalid(path, value, "must be 'RollingUpdate' or 'OnDelete'")
  }
}

const ONLY_ROLLING_UPDATE = "only allowed for updateStrategy 'RollingUpdate'"

/** The numbers as the API server holds them, which is how it shows them. */
function internalForm({ partition = 0, maxUnavailable }: RollingUpdateManifest): object {
  return { Partition: partition, MaxUnavailable: maxUnavailable ?? null }
}

function* validateRollingUpdate(update: RollingUpdateManifest, path: string): FieldErrors {
  yield* mustNotBeNegative(update.partition, `${path}.partition`)
  const { maxUnavailable } = update
  if (maxUnavailable === undefined) return
  const at = `${path}.maxUnavailable`
  yield* validateIntOrPercent(maxUnavailable, at)
  yield* validateAtMostWhole(maxUnavailable, at)
  if (isZero(maxUnavailable)) yield invalid(at, maxUnavailable, 'cannot be 0')
}
