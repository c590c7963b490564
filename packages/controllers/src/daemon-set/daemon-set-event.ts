import type { DaemonSet } from '@seatrial/core'
import type { EventObject } from '../runtime/event-recorder.ts'

type Wording = Pick<EventObject, 'type' | 'reason' | 'message'>

/** An Event about a set, as whoever creates and deletes its pods words it. */
export function podControlEvent(set: DaemonSet, wording: Wording): EventObject {
  const { namespace, name, uid } = set.metadata
  return { about: { kind: 'DaemonSet', namespace, name, uid }, ...wording }
}

/** An Event about a set, as its controller itself words it; it is counted apart from the others. */
export function daemonSetEvent(set: DaemonSet, wording: Wording): EventObject {
  return { ...podControlEvent(set, wording), component: 'daemon-set' }
}
