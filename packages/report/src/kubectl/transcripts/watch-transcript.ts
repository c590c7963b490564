import type { Behaviours, JsonObject, WallTime } from '@seatrial/core'
import type { PrintedKind } from '../printed-kind.ts'
import type { GetRequest } from '../request/print-request.ts'
import { TableWriter, type WatchEventType } from '../table-writer.ts'
import { isSelected, selectObjects } from './object-filter.ts'
import type { ObjectsByKind, PrintedChange, TranscriptPrinter } from './transcript-printer.ts'

/** `kubectl get KIND --watch`: the list, then a row for each event. */
export class WatchTranscript implements TranscriptPrinter {
  readonly kinds: readonly PrintedKind[]
  readonly #request: GetRequest
  readonly #writer: TableWriter

  constructor(request: GetRequest, behaviours: Behaviours) {
    this.kinds = request.kinds
    this.#request = request
    const wide = request.form.type === 'table' && request.form.wide
    this.#writer = new TableWriter(request.kinds[0]!, { ...request, wide, behaviours })
  }

  start(objects: ObjectsByKind, now: WallTime): string {
    const [kind] = this.kinds
    return this.#writer.list(selectObjects(this.#request, kind!, objects[kind!]), now)
  }

  change(change: PrintedChange): string {
    const event = this.kinds.includes(change.kind) ? watchEvent(this.#request, change) : undefined
    if (event === undefined) return ''
    return this.#writer.event(event.type, event.object, change.now)
  }

  end(): string {
    return ''
  }
}

interface WatchEvent {
  readonly type: WatchEventType
  readonly object: JsonObject
}

/**
 * What a watch with a selector is told of a change: an object that begins to match was added for it,
 * one that ceases to match was deleted, in the state in which it last matched.
 */
function watchEvent(request: GetRequest, change: PrintedChange): WatchEvent | undefined {
  const { type, kind, object, previous } = change
  const isNow = isSelected(request, kind, object)
  if (type !== 'MODIFIED' || previous === undefined) return isNow ? { type, object } : undefined
  const wasBefore = isSelected(request, kind, previous)
  if (isNow) return { type: wasBefore ? 'MODIFIED' : 'ADDED', object }
  return wasBefore ? { type: 'DELETED', object: previous } : undefined
}
