/**
 * The instants of a pod's life that stored changes tell, in the order in which a pod comes by them (one
 * that fails has `ended` before `deleted`). The one table of them: columns, recorders and waits read it.
 */
export const POD_STAGES = [
  { name: 'created', meaning: 'it was stored' },
  { name: 'scheduled', meaning: 'it was bound to a node' },
  { name: 'accepted', meaning: 'its kubelet first reported about it' },
  { name: 'sandboxed', meaning: 'its volumes were mounted and its sandbox was ready (from 1.36)' },
  { name: 'running', meaning: 'its phase became Running' },
  { name: 'ready', meaning: 'it was first ready' },
  { name: 'available', meaning: 'it had first been ready for minReadySeconds' },
  { name: 'deleted', meaning: 'somebody asked for its deletion' },
  { name: 'ended', meaning: 'its containers had ended for good' },
  { name: 'gone', meaning: 'it was removed' },
] as const

/** An instant of a pod's life. */
export type PodStage = (typeof POD_STAGES)[number]['name']

/** The place of each stage in `POD_STAGES`. */
export const STAGE: Readonly<Record<PodStage, number>> = Object.fromEntries(
  POD_STAGES.map(({ name }, index) => [name, index]),
) as Record<PodStage, number>

/**
 * What a pod's time is spent with: always exactly one of these. `serve` is what pods are for, all others
 * are waits. A more precise wait takes its place in this table.
 */
export const POD_PARTS = [
  { name: 'schedule', meaning: 'waiting for a node: queued, or with no node that fits' },
  { name: 'kubelet', meaning: 'bound, waiting for its kubelet to take note of it' },
  { name: 'volumes', meaning: 'waiting for its volumes and its sandbox (before 1.36 in `start`)' },
  { name: 'start', meaning: 'pulling images, running init containers, starting containers' },
  { name: 'ready', meaning: 'running, waiting to be ready for the first time' },
  { name: 'minReady', meaning: 'waiting to have been ready for `minReadySeconds`' },
  { name: 'serve', meaning: 'available: the only part that is no wait' },
  { name: 'recover', meaning: 'waiting to be available again after it had been' },
  { name: 'dead', meaning: 'failed or succeeded, waiting for somebody to delete it' },
  { name: 'terminate', meaning: 'deleted, waiting for its containers to end' },
  { name: 'remove', meaning: 'ended, waiting to be removed' },
] as const

/** What a pod spends its time with. */
export type PodPart = (typeof POD_PARTS)[number]['name']

/** The place of each part in `POD_PARTS`. */
export const PART: Readonly<Record<PodPart, number>> = Object.fromEntries(
  POD_PARTS.map(({ name }, index) => [name, index]),
) as Record<PodPart, number>

/** The part that begins with each stage on the way up. */
const PARTS_ON_THE_WAY_UP: readonly number[] = [
  PART.schedule,
  PART.kubelet,
  PART.volumes,
  PART.start,
  PART.ready,
  PART.minReady,
  PART.serve,
]

/**
 * The part that begins when a pod on its way up has come by `stage`, both as places in their tables.
 * Where nobody reports the sandbox, waiting for it is a part of the start.
 */
export function partAfter(stage: number, reportsSandbox: boolean): number {
  const isUnreported = stage === STAGE.accepted && !reportsSandbox
  return isUnreported ? PART.start : (PARTS_ON_THE_WAY_UP[stage] as number)
}
