import {
  type ChangeType,
  type DaemonSet,
  type Informer,
  type Pod,
  type Resource,
  START,
  type StoredObject,
  draftOf,
  keyOf,
  resourceVersionOf,
  toSeconds,
} from '@seatrial/core'
import type { WorkQueue } from '../../src/runtime/work-queue.ts'
import { aDaemonSet } from './builders.ts'
import { type RigOptions, SyncRig } from './sync-rig.ts'

/** Whom an event has woken: keys of sets, names of nodes, and what is still expected of three and three. */
export interface Woken {
  readonly sets: readonly string[]
  readonly later: readonly { readonly key: string; readonly seconds: number }[]
  readonly nodes: readonly string[]
  /** `key creates/deletes` where something has been counted down. */
  readonly seen: readonly string[]
}

/** A controller that waits for events, with several sets that each expect three and three. */
export class WakingRig {
  readonly #rig: SyncRig
  readonly #sets: readonly DaemonSet[]

  constructor(sets: readonly DaemonSet[], options: RigOptions = {}) {
    this.#rig = new SyncRig({ ...options, set: null })
    this.#sets = sets
    for (const set of sets) {
      this.#rig.informers.daemonSets.fill(set)
      this.#rig.expectations.expect(keyOf(set), 3, 3, START)
    }
  }

  /** Delivers an event of this resource, and says who was woken. */
  tell(resource: 'pods' | 'nodes' | 'daemonSets' | 'controllerRevisions', event: Event): Woken {
    const informer = this.#rig.informers[resource] as Informer<Resource>
    const [type, object, previous] = event
    informer.changed({
      type,
      resource: informer.resource,
      object,
      previous,
      time: START,
      resourceVersion: resourceVersionOf(object),
      by: '',
      why: '',
    })
    this.#rig.simulation.runUntil(START)
    return this.#woken()
  }

  /** Looks at a node, as its queue would have it done. */
  lookAt(nodeName: string): Woken {
    const { nodeReconciler } = this.#rig.controller
    nodeReconciler.advance(nodeReconciler.begin(nodeName))
    return this.#woken()
  }

  #woken(): Woken {
    const { loop, nodeLoop } = this.#rig.controller
    return {
      sets: drain(loop.queue).sort(),
      later: loop.queue.waiting.map(({ key, time }) => ({ key, seconds: toSeconds(time) })),
      nodes: drain(nodeLoop.queue),
      seen: this.#sets.flatMap((set) => this.#seenOf(keyOf(set))),
    }
  }

  #seenOf(key: string): readonly string[] {
    const left = this.#rig.expectations.of(key)
    if (left === undefined) return [`${key} forgotten`]
    return left.creates + left.deletes === 6 ? [] : [`${key} ${left.creates}/${left.deletes}`]
  }
}

/** What happened to an object: type, the object after, the object before. */
export type Event = readonly [ChangeType, StoredObject, StoredObject?]

/** Nobody was woken. */
export const NOBODY: Woken = { sets: [], later: [], nodes: [], seen: [] }

/** Another set than `default/agent`, with the same selector. */
export function another(name: string): DaemonSet {
  return aDaemonSet({ metadata: { name, uid: `uid-${name}` } })
}

/** A later version of a pod. */
export function later(pod: Pod, change: (draft: Pod) => void = () => {}): Pod {
  const draft = draftOf(pod)
  draft.resourceVersion = pod.resourceVersion + 1
  change(draft)
  return draft
}

function drain(queue: WorkQueue): string[] {
  const keys: string[] = []
  for (let key = queue.take(); key !== undefined; key = queue.take()) {
    keys.push(key)
    queue.done(key)
  }
  return keys
}
