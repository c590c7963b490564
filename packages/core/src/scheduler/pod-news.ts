import { isBound, isTerminal, isTerminating } from '../api/pod-predicates.ts'
import type { Pod } from '../api/pod.ts'
import type { StoredChange } from '../store/stored-change.ts'

/**
 * What a stored change of a pod means to a scheduler:
 * - `waits`: a pod needs a node;
 * - `updated`: a waiting pod has other metadata or volumes;
 * - `left`: a waiting pod needs no node any more;
 * - `placed`: a pod has a node;
 * - `relabelled`: a placed pod has other metadata;
 * - `released`: a placed pod has ended or is gone.
 */
export type PodNews = 'waits' | 'updated' | 'left' | 'placed' | 'relabelled' | 'released'

/** The news in a change of a pod; undefined for all the changes that no scheduler cares about. */
export function newsOf(change: StoredChange): PodNews | undefined {
  const pod = change.object as Pod
  switch (change.type) {
    case 'ADDED':
      return newsOfNew(pod)
    case 'DELETED':
      return newsOfGone(change.previous as Pod)
    case 'MODIFIED': {
      const previous = change.previous as Pod
      if (isBound(previous)) return newsOfPlaced(pod, previous)
      return isBound(pod) ? newsOfNew(pod) : newsOfWaiting(pod, previous)
    }
  }
}

function newsOfNew(pod: Pod): PodNews | undefined {
  if (isTerminal(pod)) return undefined
  if (isBound(pod)) return 'placed'
  return isWaiting(pod) ? 'waits' : undefined
}

function newsOfGone(last: Pod): PodNews | undefined {
  if (!isBound(last)) return 'left'
  return isTerminal(last) ? undefined : 'released'
}

function newsOfPlaced(pod: Pod, previous: Pod): PodNews | undefined {
  if (isTerminal(pod)) return isTerminal(previous) ? undefined : 'released'
  return pod.metadata === previous.metadata ? undefined : 'relabelled'
}

function newsOfWaiting(pod: Pod, previous: Pod): PodNews | undefined {
  if (!isWaiting(pod)) return isWaiting(previous) ? 'left' : undefined
  if (!isWaiting(previous)) return 'waits'
  return pod.metadata === previous.metadata && pod.volumes === previous.volumes
    ? undefined
    : 'updated'
}

function isWaiting(pod: Pod): boolean {
  return !isTerminating(pod) && !isTerminal(pod)
}
