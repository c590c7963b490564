declare const eventHandleBrand: unique symbol

/** Names one pushed event, for `cancel`. It goes stale when the event is popped or cancelled. */
export type EventHandle = number & { readonly [eventHandleBrand]: 'EventHandle' }

/** The handle of no event: `cancel` answers `false` to it. */
export const NO_EVENT = -1 as EventHandle

/**
 * The pending events of a simulation, in one total order (see `event-order.ts`).
 *
 * An event is four numbers: when it is due, its priority among the events of that instant, its kind
 * and the entity it concerns. The queue gives and takes them as numbers, so that no event costs an
 * object: `pop` leaves what it took in the fields `time`, `priority`, `kind` and `entity`.
 */
export interface EventQueue {
  /** How many events are pending; cancelled ones do not count. */
  readonly size: number

  /** When the event taken last was due. */
  readonly time: number
  /** Its priority. */
  readonly priority: number
  /** Its kind. */
  readonly kind: number
  /** The entity it concerns. */
  readonly entity: number

  /**
   * Adds an event.
   *
   * @param time when it is due: finite, whole microseconds
   * @param priority its rank within the instant, 0 (first) to 7
   * @param kind 0 to `EVENT_KIND_MAX`
   * @param entity a whole number of 32 bits, signed
   */
  push(time: number, priority: number, kind: number, entity: number): EventHandle

  /** Takes a pending event back; false if the handle is stale. */
  cancel(handle: EventHandle): boolean

  /**
   * Takes the first event that is due by `horizon` (by default: any) and fills the fields above.
   * False, with the fields untouched, when there is none.
   */
  pop(horizon?: number): boolean

  /** When the next event is due; `Infinity` when none is pending. */
  peekTime(): number
}

/** The largest number of an event kind: a queue keeps it in twelve bits. */
export const EVENT_KIND_MAX = 4095
