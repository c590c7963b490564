import { type Behaviours, type Duration, type WallTime, parseTimestamp } from '@seatrial/core'
import { humanDuration } from './human-duration.ts'
import type { PrintedObject, TextByKey } from './printed-objects.ts'

/** What stands in a cell: counts are numbers, all else is text. */
export type Cell = string | number

/** When and by which release an object is printed. */
export interface PrintContext {
  readonly now: WallTime
  readonly behaviours: Behaviours
}

/** One column of a kind's table. */
export interface Column<Printed> {
  /** As the API server writes it; kubectl prints it in upper case. */
  readonly name: string
  /** True for a column that only `-o wide` shows. */
  readonly wide?: boolean
  /** Whether a release has the column; absent: every release has it. */
  readonly exists?: (behaviours: Behaviours) => boolean
  readonly cell: (object: Printed, context: PrintContext) => Cell
}

/** How a kind is printed. */
export interface Table<Printed> {
  /** What the columns read, worked out once for all of them. */
  readonly read: (object: PrintedObject, behaviours: Behaviours) => Printed
  /** In the order in which `-o wide` shows them. */
  readonly columns: readonly Column<Printed>[]
}

/** The NAME column that every table begins with. */
export const NAME_COLUMN: Column<PrintedObject> = {
  name: 'Name',
  cell: (object) => object.metadata?.name ?? '',
}

/** The AGE column of every table. */
export const AGE_COLUMN: Column<PrintedObject> = {
  name: 'Age',
  cell: (object, { now }) => timeSince(object.metadata?.creationTimestamp, now),
}

/** How long ago a timestamp of the API was; `<unknown>` when it is not set. */
export function timeSince(timestamp: string | null | undefined, now: WallTime): string {
  const time = parseTimestamp(timestamp ?? '')
  return time === undefined ? '<unknown>' : timeBetween(time, now)
}

/** How long before `later` another point in time was, as kubectl says it. */
export function timeBetween(earlier: WallTime, later: WallTime): string {
  return humanDuration((later - earlier) as Duration)
}

/** Labels or a node selector as kubectl prints them: `k=v,…`, or `<none>`. */
export function formatLabels(labels: TextByKey | undefined): string {
  const pairs = Object.entries(labels ?? {}).map(([key, value]) => `${key}=${value}`)
  return orNone(pairs.sort().join(','))
}

/** The text, or `<none>` when there is none. */
export function orNone(text: string | undefined): string {
  return text === undefined || text === '' ? '<none>' : text
}
