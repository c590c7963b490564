import type { JsonObject } from '../json.ts'
import { changeObject, fillAbsent, fillEmpty } from './fill.ts'

/** A PersistentVolume outlives its claim unless it says otherwise. */
export function persistentVolumeDefaults(volume: JsonObject): JsonObject {
  const { status = {}, ...rest } = fillAbsent(volume, { spec: {} })
  return {
    ...changeObject(rest, 'spec', specDefaults),
    status: fillEmpty((status ?? {}) as JsonObject, { phase: 'Pending' }),
  }
}

function specDefaults(spec: JsonObject): JsonObject {
  const filled = fillEmpty(spec, { persistentVolumeReclaimPolicy: 'Retain' })
  return fillAbsent(filled, { volumeMode: 'Filesystem' })
}
