import type { JsonObject } from '../json.ts'
import { changeObject, fillAbsent, fillEmpty } from './fill.ts'

/** A PersistentVolumeClaim waits until it is bound. */
export function claimDefaults(claim: JsonObject): JsonObject {
  const { status = {}, ...rest } = claim
  return {
    ...changeObject(rest, 'spec', claimSpecDefaults),
    status: fillEmpty((status ?? {}) as JsonObject, { phase: 'Pending' }),
  }
}

/** The claim templates of a StatefulSet are whole claims. */
export function claimTemplateDefaults(template: JsonObject): JsonObject {
  const identified = fillEmpty(template, { apiVersion: 'v1', kind: 'PersistentVolumeClaim' })
  return claimDefaults(fillAbsent(identified, { spec: {} }))
}

/** What a claim asks for is a file system unless it says otherwise. */
export function claimSpecDefaults(spec: JsonObject): JsonObject {
  return fillAbsent(spec, { volumeMode: 'Filesystem' })
}
