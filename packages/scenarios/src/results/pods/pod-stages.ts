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
 * What a pod's time is spent with: it is always exactly one of these. `serve` is what pods are for; all
 * others are waits. More precise waits take their place in this table.
 */
export const POD_PARTS = [
  {
    name: 'schedule',
    meaning: 'for a node: in the scheduler’s queue, or without a node that fits',
  },
  { name: 'kubelet', meaning: 'for its kubelet to take note of it' },
  {
    name: 'volumes',
    meaning: 'for its volumes and its sandbox (from 1.36; before that part of start)',
  },
  { name: 'start', meaning: 'for its images, its init containers and the start of its containers' },
  { name: 'ready', meaning: 'running, for its first readiness' },
  { name: 'minReady', meaning: 'ready, for minReadySeconds to pass' },
  { name: 'serve', meaning: 'available' },
  { name: 'recover', meaning: 'to become available again, which it had been' },
  { name: 'dead', meaning: 'failed or succeeded, for somebody to delete it' },
  { name: 'terminate', meaning: 'deleted, for its containers to end' },
  { name: 'remove', meaning: 'ended, for its removal' },
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
