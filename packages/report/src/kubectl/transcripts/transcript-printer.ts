import type { JsonObject, WallTime } from '@seatrial/core'
import type { PrintedKind } from '../printed-kind.ts'
import type { WatchEventType } from '../table-writer.ts'

/** A stored change as a printer is told of it; objects as `kubectl get -o json` gives them. */
export interface PrintedChange {
  readonly type: WatchEventType
  readonly kind: PrintedKind
  /** The object after the change; for DELETED its last state. */
  readonly object: JsonObject
  /** The object before the change; undefined for ADDED. */
  readonly previous: JsonObject | undefined
  /** The instant of the change, at which the row's AGE is worked out. */
  readonly now: WallTime
}

/** Objects of one kind at one instant. */
export type ObjectsByKind = Readonly<Partial<Record<PrintedKind, readonly JsonObject[]>>>

/**
 * One terminal in which one request of kubectl runs beside the simulation. Each method returns what
 * the terminal shows in addition, '' for nothing.
 */
export interface TranscriptPrinter {
  /** The kinds that the request is about: no others need to be told. */
  readonly kinds: readonly PrintedKind[]

  /** The request is made; `objects` are all of `kinds` that there are, in any order. */
  start(objects: ObjectsByKind, now: WallTime): string

  /** Something has changed. Changes come in the order in which they were stored. */
  change(change: PrintedChange): string

  /** The simulation has ended; `objects` as for `start`. */
  end(objects: ObjectsByKind, now: WallTime): string
}
