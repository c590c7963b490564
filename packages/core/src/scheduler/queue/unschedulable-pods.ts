import type { PodKind } from '../facts/pod-kind.ts'
import type { WaitingPod } from './waiting-pod.ts'

/**
 * The pods that no node takes, found by what may help them: their own node, their claims, or anything
 * that helps all pods of their kind.
 */
export class UnschedulablePods {
  /** In the order in which they were parked. */
  readonly #all = new Set<WaitingPod>()
  readonly #byPinnedNode = new SetsByKey<string>()
  readonly #byKind = new SetsByKey<PodKind>()
  readonly #byClaim = new SetsByKey<string>()

  get size(): number {
    return this.#all.size
  }

  add(waiting: WaitingPod): void {
    waiting.place = 'unschedulable'
    this.#all.add(waiting)
    const { pinnedNode } = waiting.pod.identity
    if (pinnedNode === '') this.#byKind.add(waiting.kind, waiting)
    else this.#byPinnedNode.add(pinnedNode, waiting)
    for (const key of claimKeys(waiting)) this.#byClaim.add(key, waiting)
  }

  delete(waiting: WaitingPod): void {
    if (!this.#all.delete(waiting)) return
    const { pinnedNode } = waiting.pod.identity
    if (pinnedNode === '') this.#byKind.delete(waiting.kind, waiting)
    else this.#byPinnedNode.delete(pinnedNode, waiting)
    for (const key of claimKeys(waiting)) this.#byClaim.delete(key, waiting)
  }

  /** The pod that is parked longest. */
  oldest(): WaitingPod | undefined {
    for (const waiting of this.#all) return waiting
    return undefined
  }

  /** All of them, longest parked first. */
  all(): readonly WaitingPod[] {
    return [...this.#all]
  }

  /** The daemon pods that are meant for this node. */
  pinnedTo(nodeName: string): readonly WaitingPod[] {
    return this.#byPinnedNode.list(nodeName)
  }

  /** The pods that use this claim. */
  using(namespace: string, claimName: string): readonly WaitingPod[] {
    return this.#byClaim.list(`${namespace}/${claimName}`)
  }

  /** The kinds of which pods are parked here, daemon pods aside. */
  kinds(): readonly PodKind[] {
    return this.#byKind.keys()
  }

  ofKind(kind: PodKind): readonly WaitingPod[] {
    return this.#byKind.list(kind)
  }
}

function claimKeys({ pod }: WaitingPod): readonly string[] {
  return pod.volumes.claims.map(({ claimName }) => `${pod.identity.namespace}/${claimName}`)
}

/** Sets of pods by a key; keys without pods are forgotten. */
class SetsByKey<Key> {
  readonly #sets = new Map<Key, Set<WaitingPod>>()

  add(key: Key, waiting: WaitingPod): void {
    const set = this.#sets.get(key)
    if (set === undefined) this.#sets.set(key, new Set([waiting]))
    else set.add(waiting)
  }

  delete(key: Key, waiting: WaitingPod): void {
    const set = this.#sets.get(key)
    set?.delete(waiting)
    if (set?.size === 0) this.#sets.delete(key)
  }

  keys(): readonly Key[] {
    return [...this.#sets.keys()]
  }

  list(key: Key): readonly WaitingPod[] {
    return [...(this.#sets.get(key) ?? [])]
  }
}
