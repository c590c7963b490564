import type { Behaviours } from '../behaviours.ts'
import { type JsonObject, jsonAt } from '../json.ts'
import { claimTemplateDefaults } from './claim.ts'
import { changeList, changeObject, fillAbsent, fillEmpty } from './fill.ts'
import { withTemplateDefaults } from './pod-template.ts'

/** A StatefulSet (`statefulset.md` §4.1). */
export function statefulSetDefaults(set: JsonObject, behaviours: Behaviours): JsonObject {
  return changeObject(fillAbsent(set, { spec: {} }), 'spec', (spec) =>
    specDefaults(spec, behaviours),
  )
}

/** A defaulted StatefulSet without what its gate turns off, save what the stored one already uses. */
export function enabledPart(
  set: JsonObject,
  { maxUnavailableGate }: Behaviours,
  stored: JsonObject | undefined,
): JsonObject {
  const inUse = jsonAt(stored, 'spec', 'updateStrategy', 'rollingUpdate', 'maxUnavailable')
  if (maxUnavailableGate || (inUse ?? null) !== null) return set
  return changeRollingUpdate(set, ({ maxUnavailable: _dropped, ...rest }) => rest)
}

function changeRollingUpdate(
  set: JsonObject,
  change: (rollingUpdate: JsonObject) => JsonObject,
): JsonObject {
  return changeObject(set, 'spec', (spec) =>
    changeObject(spec, 'updateStrategy', (strategy) =>
      changeObject(strategy, 'rollingUpdate', change),
    ),
  )
}

function specDefaults(spec: JsonObject, { maxUnavailableGate }: Behaviours): JsonObject {
  let filled = fillEmpty(spec, { podManagementPolicy: 'OrderedReady' })
  filled = fillAbsent(filled, {
    persistentVolumeClaimRetentionPolicy: {},
    replicas: 1,
    revisionHistoryLimit: 10,
    updateStrategy: {},
  })
  filled = changeObject(filled, 'persistentVolumeClaimRetentionPolicy', (policy) =>
    fillEmpty(policy, { whenDeleted: 'Retain', whenScaled: 'Retain' }),
  )
  filled = changeObject(filled, 'ordinals', (ordinals) => fillAbsent(ordinals, { start: 0 }))
  filled = changeObject(filled, 'updateStrategy', (strategy) =>
    strategyDefaults(strategy, maxUnavailableGate),
  )
  filled = changeList(filled, 'volumeClaimTemplates', claimTemplateDefaults)
  return withTemplateDefaults(filled)
}

/**
 * Who writes `type: RollingUpdate` and no `rollingUpdate` gets none; who writes neither gets both.
 * Under any other strategy only the partition is filled in.
 */
function strategyDefaults(strategy: JsonObject, maxUnavailableGate: boolean): JsonObject {
  const typed = strategy['type']
    ? strategy
    : fillAbsent({ ...strategy, type: 'RollingUpdate' }, { rollingUpdate: {} })
  const isCounted = maxUnavailableGate && typed['type'] === 'RollingUpdate'
  return changeObject(typed, 'rollingUpdate', (rollingUpdate) =>
    fillAbsent(rollingUpdate, { partition: 0, ...(isCounted && { maxUnavailable: 1 }) }),
  )
}
