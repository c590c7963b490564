import { type Informer, type OwnerReference, type StatefulSet } from '@seatrial/core'
import type { ScaleSources, Scaled } from './owner-scales.ts'

/**
 * The scales of the owners that the model has: StatefulSets. A DaemonSet has none, as everywhere;
 * other kinds are not stored.
 */
export class InformedScales implements ScaleSources {
  readonly #statefulSets: Informer<'statefulsets'>

  constructor(statefulSets: Informer<'statefulsets'>) {
    this.#statefulSets = statefulSets
  }

  statefulSet(namespace: string, name: string): Scaled | undefined {
    const set: StatefulSet | undefined = this.#statefulSets.get(namespace, name)
    if (set === undefined) return undefined
    const { uid, ownerReferences } = set.metadata
    return { uid, replicas: set.spec.replicas, owners: ownerReferences }
  }

  replicaSet(_namespace: string, _name: string): Scaled | undefined {
    return undefined
  }

  replicationController(_namespace: string, _name: string): Scaled | undefined {
    return undefined
  }

  deployment(_namespace: string, _name: string): Scaled | undefined {
    return undefined
  }

  scale({ kind }: OwnerReference, _namespace: string): Scaled | string | undefined {
    return kind === 'DaemonSet' ? NO_SCALE : undefined
  }
}

/** What the API server says to somebody who asks for the scale of a DaemonSet. */
export const NO_SCALE = 'daemonsets.apps does not implement the scale subresource'
