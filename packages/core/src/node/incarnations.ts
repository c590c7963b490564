import type { Pod } from '../api/pod.ts'
import { type EntityKey, entityKey } from '../kernel/entity-key.ts'

/**
 * Who a pod is to chance: its set, its place in it (ordinal or node), the number of its revision in
 * the order in which the set's revisions first appeared, and how often this place has had a pod of
 * this revision. Neither uid nor generated name nor order of creation: policies share this key.
 */
export class Incarnations {
  readonly #revisions = new Map<string, Revision>()
  readonly #revisionCounts = new Map<string, number>()

  /** The key of a pod that has just come up; counts it. */
  keyOf(pod: Pod): EntityKey {
    const set = ownerOf(pod)
    const place = placeWithin(pod)
    const { number, pods } = this.#revisionOf(pod, set)
    const incarnation = (pods.get(place) ?? 0) + 1
    pods.set(place, incarnation)
    return entityKey(`${set}/${place}/${number}/${incarnation}`)
  }

  #revisionOf(pod: Pod, set: string): Revision {
    const key = `${set}/${pod.metadata.revision}`
    let revision = this.#revisions.get(key)
    if (revision === undefined) {
      const number = (this.#revisionCounts.get(set) ?? 0) + 1
      this.#revisionCounts.set(set, number)
      revision = { number, pods: new Map() }
      this.#revisions.set(key, revision)
    }
    return revision
  }
}

interface Revision {
  readonly number: number
  /** How many pods each place has had; the places are strings that the pods hold anyway. */
  readonly pods: Map<string, number>
}

function ownerOf(pod: Pod): string {
  const { controller } = pod.metadata
  const owner = controller === undefined ? 'pod' : `${controller.kind}/${controller.name}`
  return `${pod.identity.namespace}/${owner}`
}

/** The set and the pinned node of a daemon pod, or the name, which ends in the ordinal, of any other. */
export function placeOf(pod: Pod): string {
  return `${ownerOf(pod)}/${placeWithin(pod)}`
}

function placeWithin({ identity }: Pod): string {
  return identity.pinnedNode || identity.name
}
