import type { ApiTime } from './api-time.ts'

/** Labels or annotations: text by key. */
export type StringMap = Readonly<Record<string, string>>

/** What an object says about who owns it (metav1.OwnerReference). */
export interface OwnerReference {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

/**
 * The metadata of every kind but Pod. `resourceVersion` 0 means "not stored yet", and
 * `deletionTimestamp` is `UNSET` while nobody has asked for the deletion.
 */
export interface ObjectMeta {
  readonly name: string
  /** '' for kinds that live outside of namespaces. */
  readonly namespace: string
  readonly uid: string
  readonly resourceVersion: number
  readonly generation: number
  readonly creationTimestamp: ApiTime
  readonly deletionTimestamp: ApiTime
  readonly labels: StringMap
  readonly annotations: StringMap
  readonly ownerReferences: readonly OwnerReference[]
  readonly finalizers: readonly string[]
}

/** An empty map, shared. */
export const NO_STRINGS: StringMap = Object.freeze({})

/** No owners, shared. */
export const NO_OWNERS: readonly OwnerReference[] = Object.freeze([])

/** No finalizers, shared. */
export const NO_FINALIZERS: readonly string[] = Object.freeze([])

/** The reference of the managing controller, if there is one (at most one has `controller: true`). */
export function controllerOf(owners: readonly OwnerReference[]): OwnerReference | undefined {
  for (const owner of owners) if (owner.controller === true) return owner
  return undefined
}
