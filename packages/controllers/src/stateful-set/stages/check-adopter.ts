import { type StatefulSet, isBeingDeleted } from '@seatrial/core'
import type { StatefulSetStep, StatefulSetSync } from '../stateful-set-sync.ts'

/** Asks the API server whether the set is still what the cache says, before it adopts anything. */
export function askForAdopter(sync: StatefulSetSync, next: StatefulSetStep): StatefulSetStep {
  const { name, namespace } = sync.set.metadata
  const target = { namespace, name, subresource: '', why: 'may it still adopt?' } as const
  return sync.send({ verb: 'get', resource: 'statefulsets', ...target }, next)
}

/** True when the set that the API server answered with is ours, and not being deleted (STS-A1). */
export function mayAdopt({ answer, set }: StatefulSetSync): boolean {
  if (answer?.type !== 'done' || answer.object === undefined) return false
  const live = answer.object as StatefulSet
  return live.metadata.uid === set.metadata.uid && !isBeingDeleted(live)
}
