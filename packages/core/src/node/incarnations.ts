import { ordinalOf } from '../api/ordinal.ts'
import type { Pod } from '../api/pod.ts'
import { type EntityKey, joinedKey } from '../kernel/entity-key.ts'
import type { NodeSlot } from './node-slots.ts'
import { PlaceCounts } from './place-counts.ts'

/**
 * Who a pod is to chance: its set, its place in it (ordinal or node), the number of its revision in
 * the order in which the set's revisions first appeared, and how often this place has had a pod of
 * this revision. Neither uid nor generated name nor order of creation: policies share this key.
 */
export class Incarnations {
  readonly #revisions = new Map<string, Revision>()
  readonly #revisionCounts = new Map<string, number>()
  /** The revision of the pod before: mostly the next one is of the same. */
  #last: { readonly pod: Pod; readonly revision: Revision } | undefined

  /** The key of a pod that has just come to that node; counts it. */
  keyOf(pod: Pod, node: NodeSlot): EntityKey {
    const { set, number, counts } = this.#revisionOf(pod)
    const place = placeWithin(pod)
    const incarnation = counts.countUp(place, placeNumber(pod, node))
    return joinedKey(set, '/', place, '/', String(number), '/', String(incarnation))
  }

  #revisionOf(pod: Pod): Revision {
    const last = this.#last
    if (last !== undefined && isSameRevision(last.pod, pod)) return last.revision
    const revision = this.#find(ownerOf(pod), pod.metadata.revision)
    this.#last = { pod, revision }
    return revision
  }

  #find(set: string, name: string): Revision {
    const key = `${set}/${name}`
    let revision = this.#revisions.get(key)
    if (revision === undefined) {
      const number = (this.#revisionCounts.get(set) ?? 0) + 1
      this.#revisionCounts.set(set, number)
      revision = { set, number, counts: new PlaceCounts() }
      this.#revisions.set(key, revision)
    }
    return revision
  }
}

interface Revision {
  readonly set: string
  readonly number: number
  /** How many pods each place has had. */
  readonly counts: PlaceCounts
}

function isSameRevision(one: Pod, other: Pod): boolean {
  const { controller, revision } = other.metadata
  const known = one.metadata.controller
  return (
    controller?.name === known?.name &&
    controller?.kind === known?.kind &&
    revision === one.metadata.revision &&
    other.identity.namespace === one.identity.namespace
  )
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

/** The number of a place among those of its set: a node's, or an ordinal; −1 for a place without one. */
function placeNumber({ identity, metadata }: Pod, node: NodeSlot): number {
  if (identity.pinnedNode !== '') return identity.pinnedNode === node.name ? node.number : -1
  return metadata.controller?.kind === 'StatefulSet' ? ordinalOf(identity.name) : -1
}
