import { type Pod, fromApiTime, isTerminating } from '@seatrial/core'
import type { DrainOptions } from './drain-options.ts'

const ONE_SECOND = 1_000_000

/**
 * The instant from which on a drain waits no more for a pod that should long be gone; never by default.
 * kubectl counts whole seconds: with 5 s, a pod is passed over 6 s after its time was over.
 */
export function overdueAt(pod: Pod, { skipWaitForDelete }: DrainOptions): number {
  if (skipWaitForDelete === undefined || !isTerminating(pod)) return Infinity
  return fromApiTime(pod.deletionTimestamp) + skipWaitForDelete + ONE_SECOND
}
