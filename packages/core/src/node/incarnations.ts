import type { Pod } from '../api/pod.ts'
import { type EntityKey, entityKey } from '../kernel/entity-key.ts'

/**
 * Who a pod is to chance: its set, its place in it (ordinal or node), the number of its revision in
 * the order in which the set's revisions first appeared, and how often this place has had a pod of
 * this revision. Neither uid nor generated name nor order of creation: policies share this key.
 */
export class Incarnations {
  readonly #counts = new Map<string, number>()
  readonly #revisionNumbers = new Map<string, number>()
  readonly #revisionCounts = new Map<string, number>()

  /** The key of a pod that has just come up; counts it. */
  keyOf(pod: Pod): EntityKey {
    const place = placeOf(pod)
    const slot = `${place}/${this.#revisionNumber(pod)}`
    const incarnation = (this.#counts.get(slot) ?? 0) + 1
    this.#counts.set(slot, incarnation)
    return entityKey(`${slot}/${incarnation}`)
  }

  #revisionNumber(pod: Pod): number {
    const set = ownerOf(pod)
    const key = `${set}/${pod.metadata.revision}`
    let number = this.#revisionNumbers.get(key)
    if (number === undefined) {
      number = (this.#revisionCounts.get(set) ?? 0) + 1
      this.#revisionCounts.set(set, number)
      this.#revisionNumbers.set(key, number)
    }
    return number
  }
}

function ownerOf(pod: Pod): string {
  const { controller } = pod.metadata
  const owner = controller === undefined ? 'pod' : `${controller.kind}/${controller.name}`
  return `${pod.identity.namespace}/${owner}`
}

/** The set and the pinned node of a daemon pod, or the name, which ends in the ordinal, of any other. */
export function placeOf(pod: Pod): string {
  return `${ownerOf(pod)}/${pod.identity.pinnedNode || pod.identity.name}`
}
