import type { PodCondition } from '../api/pod.ts'
import type { Duration } from '../kernel/time.ts'
import type { NodeResource } from './node-slots.ts'

/** How a kubelet ends a pod by itself: nobody has asked for its deletion, and its object stays. */
export interface KubeletEnding {
  /** `status.reason` of the failed pod. */
  readonly reason: 'Evicted' | 'Terminated'
  readonly condition: PodCondition
  /** What the containers get at most to end by themselves; their pod's own grace period limits it too. */
  readonly gracePeriod: Duration
}

/** What kubelets call what a node runs short of. */
const RESOURCE_NAMES: Readonly<Record<NodeResource, string>> = {
  memory: 'memory',
  disk: 'ephemeral-storage',
  pids: 'pids',
}

/** The node runs short of something. */
export function evictionFor(resource: NodeResource, gracePeriod: Duration): KubeletEnding {
  const message = `The node was low on resource: ${RESOURCE_NAMES[resource]}.`
  return { reason: 'Evicted', condition: byKubelet(message), gracePeriod }
}

/** The machine is going to be switched off. */
export function endingAtShutdown(gracePeriod: Duration): KubeletEnding {
  const message = 'Pod was terminated in response to imminent node shutdown.'
  return { reason: 'Terminated', condition: byKubelet(message), gracePeriod }
}

function byKubelet(message: string): PodCondition {
  return { type: 'DisruptionTarget', status: 'True', reason: 'TerminationByKubelet', message }
}
