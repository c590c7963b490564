import type { PrintedEvent } from '../printed-objects.ts'
import { NAME_COLUMN, type Table, timeSince } from '../table.ts'

/**
 * `kubectl get events`: when an Event was seen last, whatever its number; how often and since when only
 * `-o wide` tells.
 */
export const EVENT_TABLE: Table<PrintedEvent> = {
  read: (object) => object,
  columns: [
    { name: 'Last Seen', cell: ({ lastTimestamp }, { now }) => timeSince(lastTimestamp, now) },
    { name: 'Type', cell: ({ type }) => type ?? '' },
    { name: 'Reason', cell: ({ reason }) => reason ?? '' },
    { name: 'Object', cell: involvedObject },
    {
      name: 'Subobject',
      wide: true,
      cell: ({ involvedObject: subject }) => subject?.fieldPath ?? '',
    },
    { name: 'Source', wide: true, cell: sourceOf },
    { name: 'Message', cell: ({ message }) => (message ?? '').trim() },
    {
      name: 'First Seen',
      wide: true,
      cell: ({ firstTimestamp }, { now }) => timeSince(firstTimestamp, now),
    },
    { name: 'Count', wide: true, cell: ({ count }) => count ?? 1 },
    { ...NAME_COLUMN, wide: true },
  ],
}

/** `pod/web-0`: what an Event is about. */
export function involvedObject({ involvedObject: subject }: PrintedEvent): string {
  return `${(subject?.kind ?? '').toLowerCase()}/${subject?.name ?? ''}`
}

/** `kubelet, node-1`, or the component alone. */
function sourceOf({ source }: PrintedEvent): string {
  return [source?.component, source?.host].filter((part) => part !== undefined).join(', ')
}
