import type { Pod, PodIdentity } from './pod.ts'
import type { MetaObject } from './stored-object.ts'

/** The object that an Event is about. */
export interface EventSubject {
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly uid: string
}

/** An Event as a component words it (corev1.Event). */
export interface EventObject {
  readonly about: EventSubject
  readonly type: 'Normal' | 'Warning'
  readonly reason: string
  readonly message: string
  /** The component that words it, where that is not the recorder's; each has a limit of its own. */
  readonly component?: string
}

/** Where components leave their Events. */
export interface EventSink {
  record(event: EventObject): void
}

/** For those whose Events nobody reads. */
export const NO_EVENTS: EventSink = { record: () => {} }

/** A pod as the subject of an Event. */
export function podSubject({ identity }: Pod): EventSubject {
  return new PodSubject(identity)
}

/** A pod's uid is worked out only for those who ask, and nobody asks where no Events are kept. */
class PodSubject implements EventSubject {
  readonly kind = 'Pod'
  readonly namespace: string
  readonly name: string
  readonly #identity: PodIdentity

  constructor(identity: PodIdentity) {
    this.namespace = identity.namespace
    this.name = identity.name
    this.#identity = identity
  }

  get uid(): string {
    return this.#identity.uid
  }
}

/** Any other object as the subject of an Event. */
export function objectSubject({ kind, metadata }: MetaObject): EventSubject {
  const { namespace, name, uid } = metadata
  return { kind, namespace, name, uid }
}
