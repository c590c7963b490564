import type { JsonObject } from '../json.ts'
import { fillAbsent } from './fill.ts'

/** A StorageClass deletes volumes with their claims and binds claims at once. */
export function storageClassDefaults(storageClass: JsonObject): JsonObject {
  return fillAbsent(storageClass, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' })
}
