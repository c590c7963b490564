import { type Pod, type StoredChange, isTerminal } from '@seatrial/core'
import type { PodLife } from './pod-life.ts'

/** Why pods end, in the order in which documents list them. */
export const POD_ENDINGS = [
  { name: 'rollout', meaning: 'its controller replaced an outdated pod' },
  { name: 'scaleDown', meaning: 'its ordinal was no longer asked for' },
  { name: 'unwanted', meaning: 'its controller wanted no such pod on the node' },
  { name: 'failed', meaning: 'its controller replaced a pod that had failed or succeeded' },
  { name: 'evicted', meaning: 'it was evicted, by the Eviction API or for want of resources' },
  { name: 'preempted', meaning: 'it made room for a pod of higher priority' },
  { name: 'nodeLost', meaning: 'its node was lost, shut down, or tainted NoExecute' },
  { name: 'ownerDeleted', meaning: 'its set was deleted' },
  { name: 'user', meaning: 'somebody deleted it by hand' },
  { name: 'other', meaning: 'somebody else deleted it' },
] as const

/** Why a pod ended. */
export type PodEnding = (typeof POD_ENDINGS)[number]['name']

/** Participants that have one reason only to delete a pod. */
const ENDING_BY_PARTICIPANT: ReadonlyMap<string, PodEnding> = new Map([
  ['user', 'user'],
  ['kubectl', 'evicted'],
  ['scheduler', 'preempted'],
  ['taint-eviction-controller', 'nodeLost'],
  ['pod-garbage-collector', 'nodeLost'],
  ['garbage-collector', 'ownerDeleted'],
])

/** What a pod's own `status.reason` tells. */
const ENDING_BY_REASON: ReadonlyMap<string, PodEnding> = new Map([
  ['Evicted', 'evicted'],
  ['Preempting', 'preempted'],
  ['NodeLost', 'nodeLost'],
  ['NodeShutdown', 'nodeLost'],
  ['Terminated', 'nodeLost'],
])

/** The rules by which a DaemonSet takes a pod off a node that shall have none, or no second one. */
const UNWANTED_BY_RULE = /\(DS-M(?:4|7|10)\)$/

/** Why a pod ends that this change deletes, or marks for deletion. */
export function endingOf({ object, by, why }: StoredChange, life: PodLife): PodEnding {
  const pod = object as Pod
  const byReason = ENDING_BY_REASON.get(pod.reason)
  if (by !== 'statefulset-controller' && by !== 'daemonset-controller') {
    return byReason ?? ENDING_BY_PARTICIPANT.get(by) ?? 'other'
  }
  const { workload, place } = life
  if (workload !== undefined && place >= 0 && !workload.wants(place)) return 'scaleDown'
  if (isTerminal(pod)) return byReason ?? 'failed'
  if (UNWANTED_BY_RULE.test(why)) return 'unwanted'
  return pod.metadata.revision === workload?.updateRevision ? 'unwanted' : 'rollout'
}
