import { type Node, type Pod, UNSET, isTerminal, isTerminating } from '@seatrial/core'
import type { Eligibility } from '../../../src/daemon-set/node-eligibility.ts'
import type { ReferenceState } from './reference-state.ts'

/** Should a pod of the set run on the node, and may one that is there stay? (A2) */
export function eligibility({ placement }: ReferenceState, node: Node): Eligibility {
  const { name, labels } = node.metadata
  return placement.judge({ name, labels, taints: node.spec.taints })
}

/** The pods by the node that they are on or pinned to, finished and terminating ones left out. (A5) */
export function podsByNode(state: ReferenceState): ReadonlyMap<string, readonly Pod[]> {
  const groups = new Map<string, Pod[]>()
  for (const pod of state.pods) {
    const target = pod.nodeName || pod.identity.pinnedNode
    if (target === '' || (isTerminal(pod) && isTerminating(pod))) continue
    groups.set(target, [...(groups.get(target) ?? []), pod])
  }
  return groups
}

/** Bound before unbound, then older, then by name. (A5) */
export function inOrder(pods: readonly Pod[]): readonly Pod[] {
  return [...pods].sort((one, other) => {
    if ((one.nodeName !== '') !== (other.nodeName !== '')) return one.nodeName !== '' ? -1 : 1
    if (one.identity.creationTimestamp !== other.identity.creationTimestamp) {
      return one.identity.creationTimestamp - other.identity.creationTimestamp
    }
    return one.identity.name < other.identity.name ? -1 : 1
  })
}

export function isReady(pod: Pod): boolean {
  return pod.ready === 'True'
}

/** Ready, and for as long as the set wants. (A7) */
export function isAvailable(state: ReferenceState, pod: Pod): boolean {
  const { minReadySeconds } = state.set.spec
  if (!isReady(pod)) return false
  if (minReadySeconds === 0) return true
  if (pod.readyTransitionTime === UNSET) return false
  const ripe = (pod.readyTransitionTime + minReadySeconds) * 1_000_000
  return state.switches.availabilityComparison === '<' ? ripe < state.now : ripe <= state.now
}

/** Carries the hash of the current revision. */
export function hasHash(state: ReferenceState, pod: Pod): boolean {
  return pod.metadata.labels['controller-revision-hash'] === state.hash
}

/** Carries the hash, or the deprecated generation. (E3 76) */
export function isUpToDate(state: ReferenceState, pod: Pod): boolean {
  if (hasHash(state, pod)) return true
  return (
    state.templateGeneration !== undefined &&
    pod.metadata.labels['pod-template-generation'] === state.templateGeneration
  )
}

/** An int, or a percentage of the total rounded up; undefined for anything else. (A7) */
export function resolve(value: number | string | undefined, total: number): number | undefined {
  if (value === undefined) return 0
  if (typeof value === 'number') return value
  return /^\d+%$/.test(value) ? Math.ceil((Number(value.slice(0, -1)) * total) / 100) : undefined
}
