import type { SimTime } from '@seatrial/core'
import type { Column, Field } from '../csv/column.ts'
import type { Workload } from '../workloads/workload.ts'

/** How one workload stood when an instant was over. */
export interface TimelineRow {
  readonly time: SimTime
  /** As `workloadLabel` spells it. */
  readonly workload: string
  readonly desired: number
  readonly created: number
  readonly scheduled: number
  readonly running: number
  readonly ready: number
  readonly available: number
  readonly unavailable: number
  readonly updated: number
  readonly terminating: number
  readonly nodesReady: number
}

/** The columns of timeline.csv. */
export const TIMELINE_COLUMNS: readonly Column[] = [
  { name: 'time_s', type: 'seconds', meaning: 'the instant, since the start of the run' },
  {
    name: 'workload',
    type: 'text',
    meaning:
      '`statefulset/NAME` or `daemonset/NAME`; outside of namespace `default` `KIND/NAMESPACE/NAME`',
  },
  {
    name: 'desired',
    type: 'count',
    meaning: 'pods that the set asks for: `spec.replicas`, or `status.desiredNumberScheduled`',
  },
  { name: 'created', type: 'count', meaning: 'pods that exist, terminating ones included' },
  { name: 'scheduled', type: 'count', meaning: 'of those, pods that have a node' },
  { name: 'running', type: 'count', meaning: 'of those, pods in phase Running' },
  { name: 'ready', type: 'count', meaning: 'of those, pods that are Ready and not terminating' },
  {
    name: 'available',
    type: 'count',
    meaning: 'of those, pods that have been so for `minReadySeconds`',
  },
  { name: 'unavailable', type: 'count', meaning: 'desired pods that are not available' },
  {
    name: 'updated',
    type: 'count',
    meaning: 'pods of the update revision, terminating ones apart',
  },
  { name: 'terminating', type: 'count', meaning: 'pods that have been deleted and are not gone' },
  { name: 'nodes_ready', type: 'count', meaning: 'ready nodes of the whole cluster' },
]

/** The row of a workload as it stands now. */
export function takeRow(workload: Workload, time: SimTime, nodesReady: number): TimelineRow {
  const { label, desired, created, scheduled, running, ready, available } = workload
  const { unavailable, updated, terminating } = workload
  return {
    time,
    workload: label,
    desired,
    created,
    scheduled,
    running,
    ready,
    available,
    unavailable,
    updated,
    terminating,
    nodesReady,
  }
}

/** The values of a row in the order of the columns. */
export function timelineFields(row: TimelineRow): readonly Field[] {
  return [
    row.time,
    row.workload,
    row.desired,
    row.created,
    row.scheduled,
    row.running,
    row.ready,
    row.available,
    row.unavailable,
    row.updated,
    row.terminating,
    row.nodesReady,
  ]
}
