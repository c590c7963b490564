import type { JsonObject } from '@seatrial/core'
import type { WorkloadReference } from '../format/language/object-reference.ts'
import {
  mergePatch,
  restarted,
  withImages,
  withReplicas,
  withValueAt,
} from '../format/manifests/manifest-change.ts'
import type { Action, FieldAssignment } from '../format/scenario/scenario.ts'

/** An action that gives workloads other fields. */
export type WorkloadAction = Extract<
  Action,
  { readonly type: 'patch' | 'restart' | 'scale' | 'set' | 'setImage' }
>

/** A workload, and what becomes of it. */
export interface WorkloadChange {
  readonly workload: WorkloadReference
  readonly change: (object: JsonObject) => JsonObject
}

/** What an action makes of each of its workloads; `now` is the time in RFC 3339. */
export function workloadChanges(action: WorkloadAction, now: string): readonly WorkloadChange[] {
  switch (action.type) {
    case 'setImage':
      return action.changes.map(({ workload, images }) => ({
        workload,
        change: (object) => withImages(object, images),
      }))
    case 'set':
      return action.changes.map(({ workload, fields }) => ({
        workload,
        change: (object) => withFields(object, fields),
      }))
    case 'scale':
      return action.changes.map(({ workload, replicas }) => ({
        workload,
        change: (object) => withReplicas(object, replicas),
      }))
    case 'patch':
      return action.changes.map(({ workload, patch }) => ({
        workload,
        change: (object) => mergePatch(object, patch) as JsonObject,
      }))
    case 'restart':
      return action.workloads.map((workload) => ({
        workload,
        change: (object) => restarted(object, now),
      }))
  }
}

function withFields(object: JsonObject, fields: readonly FieldAssignment[]): JsonObject {
  let changed = object
  for (const { path, value } of fields) changed = withValueAt(changed, path, value)
  return changed
}
