import type { ApiTime } from '../api/api-time.ts'
import type { PodIdentity } from '../api/pod.ts'
import type { NameSource } from './names.ts'

/** The incarnation of a pod whose name was made up. Pods of StatefulSets have a `generateName` and a given name. */
export const GENERATED: number = 0

/**
 * The identity of a pod that the API server has made. Its uid is a function of the rest and is worked out
 * only when somebody asks for it: most pods of a large run are never asked.
 */
export class StoredPodIdentity implements PodIdentity {
  readonly number: number
  readonly namespace: string
  readonly name: string
  readonly generateName: string
  readonly creationTimestamp: ApiTime
  readonly pinnedNode: string
  readonly #names: NameSource
  /** How many pods have had this name, this one included; `GENERATED` for a name that never comes again. */
  readonly incarnation: number
  #uid = ''

  constructor(identity: Omit<PodIdentity, 'uid'>, names: NameSource, incarnation: number) {
    this.number = identity.number
    this.namespace = identity.namespace
    this.name = identity.name
    this.generateName = identity.generateName
    this.creationTimestamp = identity.creationTimestamp
    this.pinnedNode = identity.pinnedNode
    this.#names = names
    this.incarnation = incarnation
  }

  get uid(): string {
    if (this.#uid === '') {
      this.#uid = this.#names.uid('Pod', this.namespace, this.name, Math.max(1, this.incarnation))
    }
    return this.#uid
  }
}
