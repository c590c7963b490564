import type { Pod } from './pod.ts'
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
  const { namespace, name, uid } = identity
  return { kind: 'Pod', namespace, name, uid }
}

/** Any other object as the subject of an Event. */
export function objectSubject({ kind, metadata }: MetaObject): EventSubject {
  const { namespace, name, uid } = metadata
  return { kind, namespace, name, uid }
}
