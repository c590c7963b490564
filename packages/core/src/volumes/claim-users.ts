import { isBound, isTerminal } from '../api/pod-predicates.ts'
import type { Pod } from '../api/pod.ts'
import { Collection } from '../store/collection.ts'
import type { StoredChange } from '../store/stored-change.ts'

/** How much a claim is in use. */
export interface ClaimUse {
  /** Pods that have a node, whether they still run or not: they keep a deleted claim alive. */
  readonly placed: number
  /** Pods that have not ended: they count as users of the claim. */
  readonly running: number
}

const UNUSED: ClaimUse = { placed: 0, running: 0 }

/** True for a change by which a pod begins or ends to use claims. */
export function changesClaimUse({ object, previous, type }: StoredChange): boolean {
  const pod = object as Pod
  if (pod.volumes.claims.length === 0) return false
  if (type !== 'MODIFIED') return true
  const before = previous as Pod
  return isBound(pod) !== isBound(before) || isTerminal(pod) !== isTerminal(before)
}

/** The pods of each claim, counted. */
export class ClaimUsers {
  readonly #uses = new Collection<Counts>()

  useOf(namespace: string, claimName: string): ClaimUse {
    return this.#uses.get(namespace, claimName) ?? UNUSED
  }

  /** Counts a change of a pod. */
  count({ type, object, previous }: StoredChange): void {
    if (previous !== undefined) this.#add(previous as Pod, -1)
    if (type !== 'DELETED') this.#add(object as Pod, 1)
  }

  #add(pod: Pod, sign: 1 | -1): void {
    const { namespace } = pod.identity
    for (const { claimName } of pod.volumes.claims) {
      const counts = this.#countsOf(namespace, claimName)
      if (isBound(pod)) counts.placed += sign
      if (!isTerminal(pod)) counts.running += sign
      if (counts.placed === 0 && counts.running === 0) this.#uses.delete(namespace, claimName)
    }
  }

  #countsOf(namespace: string, claimName: string): Counts {
    let counts = this.#uses.get(namespace, claimName)
    if (counts === undefined) {
      counts = { placed: 0, running: 0 }
      this.#uses.put(namespace, claimName, counts)
    }
    return counts
  }
}

/** Is kept up to date in place. */
type Counts = { -readonly [Field in keyof ClaimUse]: ClaimUse[Field] }
