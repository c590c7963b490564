import type { Pod } from '../api/pod.ts'
import { entityKey } from '../kernel/entity-key.ts'
import { type Purpose, keyedOrder } from '../kernel/random-streams.ts'
import { schedulingFacts } from '../scheduler/facts/scheduling-facts.ts'
import { podPriority } from '../scheduler/facts/pod-priority.ts'
import type { ApiServer } from '../store/api-server.ts'
import { placeOf } from './incarnations.ts'

/** From this priority on a pod is critical: the node, or the cluster, does not work without it. */
const CRITICAL_PRIORITY = 2_000_000_000

/** True for a pod that a kubelet keeps when it takes all others away. */
export function isCritical(pod: Pod, server: ApiServer): boolean {
  return podPriority(schedulingFacts(pod), server) >= CRITICAL_PRIORITY
}

/** True for a pod that asks for neither cpu nor memory, and so uses more than it asked for. */
export function isBestEffort(pod: Pod): boolean {
  const { milliCpu, memory } = schedulingFacts(pod).requests
  return milliCpu === 0 && memory === 0
}

/**
 * The pods that a kubelet under pressure may evict, the first victim first: those that use more than they
 * asked for, then the ones of low priority. How much each uses is chance.
 */
export function inOrderOfEviction(
  pods: readonly Pod[],
  server: ApiServer,
  usage: Purpose,
): readonly Pod[] {
  return pods
    .filter((pod) => !isCritical(pod, server))
    .map((pod) => ({
      pod,
      exceeds: isBestEffort(pod) ? 0 : 1,
      priority: podPriority(schedulingFacts(pod), server),
      usage: keyedOrder(usage, entityKey(placeOf(pod))),
    }))
    .sort(
      (one, other) =>
        one.exceeds - other.exceeds || one.priority - other.priority || one.usage - other.usage,
    )
    .map(({ pod }) => pod)
}
