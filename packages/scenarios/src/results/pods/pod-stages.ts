/**
 * The instants of a pod's life that stored changes tell, in the order in which a pod comes by them (one
 * that fails has `ended` before `deleted`). The one table of them: columns, recorders and waits read it.
 */
export const POD_STAGES = [
  { name: 'created', meaning: 'it was stored' },
  { name: 'refused', meaning: 'the scheduler first found no node for it' },
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
 * What a pod's time is spent with: always exactly one of these, in the order of a life. `serve` is what
 * pods are for, all others are waits. A more precise wait takes its place in this table.
 */
export const POD_PARTS = [
  { name: 'queue', meaning: 'waiting for its turn at the scheduler' },
  { name: 'schedule', meaning: 'refused by the scheduler: waiting for a node that fits' },
  { name: 'throttled', meaning: 'its binding held back by the limit of the scheduler’s client' },
  { name: 'api', meaning: 'its binding on the way through the API server' },
  { name: 'kubelet', meaning: 'bound, waiting for its kubelet to take note of it' },
  { name: 'storage', meaning: 'waiting for the DaemonSet that mounts volumes on its node' },
  { name: 'claim', meaning: 'waiting for volumes for its claims' },
  { name: 'detach', meaning: 'waiting for other nodes to let its volumes go' },
  { name: 'attach', meaning: 'waiting for its volumes to be attached to its node' },
  { name: 'network', meaning: 'waiting for the DaemonSet that gives its node a network' },
  { name: 'volumes', meaning: 'waiting for mounts and its sandbox (before 1.36 in `start`)' },
  { name: 'pull', meaning: 'pulling images, pauses after failures included' },
  { name: 'start', meaning: 'running init containers, starting containers' },
  { name: 'ready', meaning: 'running, waiting to be ready for the first time' },
  { name: 'minReady', meaning: 'waiting to have been ready for `minReadySeconds`' },
  { name: 'serve', meaning: 'available: the only part that is no wait' },
  {
    name: 'blockedByBudget',
    meaning:
      'available and outdated: a rollout could not take it yet without going over its budget',
  },
  {
    name: 'blockedByPredecessor',
    meaning: 'available and outdated: a rollout that goes pod by pod had not come to it yet',
  },
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

/**
 * Parts that lie within others, of whose time they are taken when somebody else than the stored changes
 * tells how long they were.
 */
export const FINER_PARTS: readonly { readonly name: PodPart; readonly of: readonly PodPart[] }[] = [
  { name: 'throttled', of: ['queue', 'schedule'] },
  { name: 'api', of: ['queue', 'schedule'] },
  { name: 'storage', of: ['volumes'] },
  { name: 'claim', of: ['volumes'] },
  { name: 'detach', of: ['volumes'] },
  { name: 'attach', of: ['volumes'] },
  { name: 'network', of: ['volumes'] },
  { name: 'pull', of: ['start'] },
  { name: 'blockedByBudget', of: ['serve'] },
  { name: 'blockedByPredecessor', of: ['serve'] },
]

/** The part that begins with each stage on the way up. */
const PARTS_ON_THE_WAY_UP: readonly number[] = [
  PART.queue,
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
