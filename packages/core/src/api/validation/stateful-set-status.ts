import { type FieldErrors, invalid } from './field-error.ts'
import { mustNotBeNegative } from './must-be.ts'
import { validateCollisionCount } from './collision-count.ts'

/** `status` of a StatefulSet as a request gives it. */
export interface StatefulSetStatusManifest {
  readonly observedGeneration?: number
  readonly replicas?: number
  readonly readyReplicas?: number
  readonly currentReplicas?: number
  readonly updatedReplicas?: number
  readonly availableReplicas?: number
  readonly collisionCount?: number
}

const PARTS_OF_REPLICAS = [
  'readyReplicas',
  'currentReplicas',
  'updatedReplicas',
  'availableReplicas',
] as const

/** A new status: no count below 0, none of some replicas above that of all, no collision forgotten. */
export function* validateStatefulSetStatus(
  status: StatefulSetStatusManifest,
  old: StatefulSetStatusManifest,
): FieldErrors {
  const { replicas = 0, readyReplicas = 0, availableReplicas = 0 } = status
  yield* mustNotBeNegative(status.observedGeneration, 'status.observedGeneration')
  yield* mustNotBeNegative(replicas, 'status.replicas')
  for (const part of PARTS_OF_REPLICAS) {
    const count = status[part] ?? 0
    yield* mustNotBeNegative(count, `status.${part}`)
    if (count > replicas) {
      yield invalid(`status.${part}`, count, 'must not be above status.replicas')
    }
  }
  if (availableReplicas > readyReplicas) {
    const path = 'status.availableReplicas'
    yield invalid(path, availableReplicas, 'must not be above status.readyReplicas')
  }
  yield* validateCollisionCount(status.collisionCount, old.collisionCount)
}
