import { type Behaviours, type JsonObject, type WallTime, compareText } from '@seatrial/core'
import { ColumnLayout } from '../column-layout.ts'
import { type PrintedEvent, metadataOf } from '../printed-objects.ts'
import type { EventsRequest } from '../request/print-request.ts'
import { timeSince } from '../table.ts'
import { involvedObject } from '../tables/event.ts'
import { FinalTranscript } from './final-transcript.ts'
import type { ObjectsByKind } from './transcript-printer.ts'

/** `kubectl events`: in the order in which they were seen last, and how often since when. */
export class EventsTranscript extends FinalTranscript {
  override readonly kinds = ['Event'] as const
  readonly #request: EventsRequest
  readonly #behaviours: Behaviours

  constructor(request: EventsRequest, behaviours: Behaviours) {
    super()
    this.#request = request
    this.#behaviours = behaviours
  }

  override end({ Event: events = [] }: ObjectsByKind, now: WallTime): string {
    const { namespace, allNamespaces, noHeaders } = this.#request
    const shown = events
      .filter((event) => isAskedFor(this.#request, event))
      .sort((one, other) => compareText(lastSeen(one), lastSeen(other)))
    if (shown.length === 0) {
      return allNamespaces ? 'No events found.\n' : `No events found in ${namespace} namespace.\n`
    }
    const rows = shown.map((event) => rowOf(event, allNamespaces, now))
    const layout = new ColumnLayout(this.#behaviours.legacyTableLayout ? 'legacy' : 'modern')
    return layout.layOut(noHeaders ? rows : [headerOf(allNamespaces), ...rows])
  }
}

function isAskedFor(
  { namespace, allNamespaces, subject, types }: EventsRequest,
  event: JsonObject,
) {
  const { type = '', involvedObject: about }: PrintedEvent = event
  if (!allNamespaces && metadataOf(event).namespace !== namespace) return false
  if (types.length > 0 && !types.includes(type)) return false
  return subject === undefined || (about?.kind === subject.kind && about.name === subject.name)
}

/** Timestamps of the API sort as texts. */
function lastSeen({ lastTimestamp }: PrintedEvent): string {
  return lastTimestamp ?? ''
}

function headerOf(allNamespaces: boolean): string[] {
  const own = ['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']
  return allNamespaces ? ['NAMESPACE', ...own] : own
}

function rowOf(event: JsonObject, allNamespaces: boolean, now: WallTime): string[] {
  const { type = '', reason = '', message = '' }: PrintedEvent = event
  const own = [interval(event, now), type, reason, involvedObject(event), message.trim()]
  return allNamespaces ? [metadataOf(event).namespace ?? '', ...own] : own
}

/** `2s (x5 over 2m)`, or when it was for one that came once. */
function interval(
  { count = 1, firstTimestamp, lastTimestamp }: PrintedEvent,
  now: WallTime,
): string {
  const first = timeSince(firstTimestamp, now)
  return count > 1 ? `${timeSince(lastTimestamp, now)} (x${count} over ${first})` : first
}
