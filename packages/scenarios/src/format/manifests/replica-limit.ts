import type { JsonObject } from '@seatrial/core'
import { type FieldPath, valueAt } from '../paths/field-path.ts'

/** More pods of one set than a run can hold in the memory of a machine. */
const REPLICAS_MAX = 1_000_000

/** A set that is larger than anything that can be run. */
export interface TooManyReplicas {
  readonly path: FieldPath
  readonly expected: string
  readonly got: string
}

/** Whether an object asks for more pods than can be run: Kubernetes would try. */
export function findTooManyReplicas(object: JsonObject): readonly TooManyReplicas[] {
  const path = ['spec', 'replicas']
  const replicas = valueAt(object, path)
  if (typeof replicas !== 'number' || replicas <= REPLICAS_MAX) return []
  return [{ path, expected: `at most ${REPLICAS_MAX} replicas`, got: String(replicas) }]
}
