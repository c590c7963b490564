import { type StatefulSet, isSameJson } from '@seatrial/core'
import type { WorkloadObject } from '../../run/workload-state.ts'
import type { RolloutKind } from './rollout.ts'

/** Which rollout a change of a set's spec asks for; undefined for none. */
export function rolloutAskedFor(
  before: WorkloadObject,
  after: WorkloadObject,
): RolloutKind | undefined {
  if (before.spec === after.spec) return undefined
  if (!isSameTemplate(before, after) || letsMorePodsUpdate(before, after)) return 'update'
  const isScaled =
    before.kind === 'StatefulSet' &&
    after.kind === 'StatefulSet' &&
    (before.spec.replicas !== after.spec.replicas || startOf(before) !== startOf(after))
  return isScaled ? 'scale' : undefined
}

function isSameTemplate(before: WorkloadObject, after: WorkloadObject): boolean {
  return isSameJson(before.spec.template, after.spec.template)
}

/** A lower partition, or pods that are now replaced by the controller instead of by hand. */
function letsMorePodsUpdate(before: WorkloadObject, after: WorkloadObject): boolean {
  if (before.spec.updateStrategy.type !== after.spec.updateStrategy.type) {
    return after.spec.updateStrategy.type !== 'OnDelete'
  }
  return (
    before.kind === 'StatefulSet' &&
    after.kind === 'StatefulSet' &&
    partitionOf(after) < partitionOf(before)
  )
}

function partitionOf({ spec }: StatefulSet): number {
  return spec.updateStrategy.rollingUpdate?.partition ?? 0
}

function startOf({ spec }: StatefulSet): number {
  return spec.ordinals?.start ?? 0
}
