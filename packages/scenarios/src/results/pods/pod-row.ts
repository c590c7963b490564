import { type Duration, type Pod, type SimTime, ordinalOf } from '@seatrial/core'
import type { Field } from '../csv/column.ts'
import type { NodeBook } from '../workloads/node-book.ts'
import type { PodEnding } from './pod-ending.ts'
import type { PodLife } from './pod-life.ts'
import type { PodLives } from './pod-lives.ts'
import type { PodParts } from './pod-parts.ts'
import { POD_PARTS, POD_STAGES, type PodPart, type PodStage, STAGE } from './pod-stages.ts'

/** One pod from its creation until it was gone, or until the end of the run. */
export interface PodRow {
  /** The set that controls it, as `workloadLabel` spells it; '' where none does. */
  readonly workload: string
  readonly namespace: string
  readonly pod: string
  readonly uid: string
  /** Undefined for a pod of anything but a StatefulSet. */
  readonly ordinal: number | undefined
  readonly node: string
  readonly zone: string
  readonly revision: string
  /** Absent: it did not come by that stage. `BEFORE_RUN`: before the run, nobody knows when. */
  readonly at: Readonly<Partial<Record<PodStage, SimTime>>>
  readonly spent: Readonly<Record<PodPart, Duration>>
  readonly restarts: number
  readonly ending: PodEnding | undefined
  readonly endedBy: string
}

/** What rows of pods are made from. */
export interface PodSources {
  readonly lives: PodLives
  readonly nodes: NodeBook
  readonly parts: PodParts
}

/** The row of a pod that is gone, or still there now. */
export function podRow(life: PodLife, now: SimTime, { lives, nodes, parts }: PodSources): PodRow {
  const { pod, workload, ending, endedBy } = life
  const { identity, metadata, nodeName } = pod
  const spent = parts.split(life, now)
  return {
    workload: workload?.label ?? '',
    namespace: identity.namespace,
    pod: identity.name,
    uid: identity.uid,
    ordinal: ordinalIn(life),
    node: nodeName,
    zone: nodes.zoneOf(nodeName),
    revision: metadata.revision,
    at: Object.fromEntries(
      POD_STAGES.map(({ name }) => [name, lives.at(life, STAGE[name])] as const).filter(
        ([, time]) => !Number.isNaN(time),
      ),
    ),
    spent: Object.fromEntries(POD_PARTS.map(({ name }, part) => [name, spent[part]])) as Record<
      PodPart,
      Duration
    >,
    restarts: restartsOf(pod),
    ending,
    endedBy,
  }
}

/** The values of a row in the order of `POD_COLUMNS`. */
export function podFields(row: PodRow): readonly Field[] {
  const parts = POD_PARTS.map(({ name }) => row.spent[name])
  return [
    row.workload,
    row.namespace,
    row.pod,
    row.uid,
    row.ordinal,
    row.node,
    row.zone,
    row.revision,
    ...POD_STAGES.map(({ name }) => row.at[name]),
    ...parts,
    parts.reduce((sum: number, part) => sum + part, 0),
    row.restarts,
    row.ending,
    row.endedBy,
  ]
}

/** The ordinal of a pod of a StatefulSet. */
export function ordinalIn({ workload, pod }: PodLife): number | undefined {
  if (workload?.kind !== 'StatefulSet') return undefined
  const ordinal = ordinalOf(pod.identity.name)
  return ordinal < 0 ? undefined : ordinal
}

/** How often the containers of a pod have been started again. */
export function restartsOf({ containers }: Pod): number {
  let restarts = 0
  for (const { restartCount } of containers.init) restarts += restartCount
  for (const { restartCount } of containers.main) restarts += restartCount
  return restarts
}
