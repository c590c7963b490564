import type { JsonObject } from '../json.ts'
import { changeObject, fillAbsent } from './fill.ts'
import { withTemplateDefaults } from './pod-template.ts'

/** A DaemonSet (`daemonset-and-nodes.md` A1). */
export function daemonSetDefaults(set: JsonObject): JsonObject {
  return changeObject(fillAbsent(set, { spec: {} }), 'spec', specDefaults)
}

function specDefaults(spec: JsonObject): JsonObject {
  const filled = fillAbsent(spec, { revisionHistoryLimit: 10, updateStrategy: {} })
  return withTemplateDefaults(changeObject(filled, 'updateStrategy', strategyDefaults))
}

/** Under any other strategy the numbers do not count, and those that are missing are stored as 0. */
function strategyDefaults(strategy: JsonObject): JsonObject {
  const typed = strategy['type'] ? strategy : { ...strategy, type: 'RollingUpdate' }
  if (typed['type'] !== 'RollingUpdate') {
    return changeObject(typed, 'rollingUpdate', (rollingUpdate) =>
      fillAbsent(rollingUpdate, { maxSurge: 0, maxUnavailable: 0 }),
    )
  }
  return changeObject(fillAbsent(typed, { rollingUpdate: {} }), 'rollingUpdate', (rollingUpdate) =>
    fillAbsent(rollingUpdate, { maxSurge: 0, maxUnavailable: 1 }),
  )
}
