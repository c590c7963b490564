import type { DaemonSet } from '@seatrial/core'
import type { EventObject } from '../runtime/event-recorder.ts'

/** An Event about a set. */
export function daemonSetEvent(
  { metadata }: DaemonSet,
  type: EventObject['type'],
  reason: string,
  message: string,
): EventObject {
  const { namespace, name, uid } = metadata
  return { about: { kind: 'DaemonSet', namespace, name, uid }, type, reason, message }
}
