import { type Informer, type OwnerReference, type StatefulSet, jsonAt } from '@seatrial/core'
import type { ScaleSources, Scaled } from './owner-scales.ts'

/**
 * The scales of the owners that the model has: StatefulSets, and Deployments, which stand for their
 * ReplicaSets, too. A DaemonSet has none, as everywhere; other kinds are not stored.
 */
export class InformedScales implements ScaleSources {
  readonly #statefulSets: Informer<'statefulsets'>
  readonly #deployments: Informer<'deployments'> | undefined

  constructor(statefulSets: Informer<'statefulsets'>, deployments?: Informer<'deployments'>) {
    this.#statefulSets = statefulSets
    this.#deployments = deployments
  }

  statefulSet(namespace: string, name: string): Scaled | undefined {
    const set: StatefulSet | undefined = this.#statefulSets.get(namespace, name)
    if (set === undefined) return undefined
    const { uid, ownerReferences } = set.metadata
    return { uid, replicas: set.spec.replicas, owners: ownerReferences }
  }

  replicaSet(namespace: string, name: string): Scaled | undefined {
    return this.deployment(namespace, name.slice(0, name.lastIndexOf('-')))
  }

  replicationController(_namespace: string, _name: string): Scaled | undefined {
    return undefined
  }

  deployment(namespace: string, name: string): Scaled | undefined {
    const deployment = this.#deployments?.get(namespace, name)
    if (deployment === undefined) return undefined
    const replicas = jsonAt(deployment.content, 'spec', 'replicas')
    const { uid } = deployment.metadata
    return { uid, replicas: typeof replicas === 'number' ? replicas : 1, owners: [] }
  }

  scale({ kind }: OwnerReference, _namespace: string): Scaled | string | undefined {
    return kind === 'DaemonSet' ? NO_SCALE : undefined
  }
}

/** What the API server says to somebody who asks for the scale of a DaemonSet. */
export const NO_SCALE = 'daemonsets.apps does not implement the scale subresource'
