/** The events that were pushed for the present instant. */
export interface InstantEvents {
  readonly isEmpty: boolean
  /** The event that `shift` would take; there must be one. */
  readonly first: number
  add(slot: number, priority: number): void
  /** Takes the first event; there must be one. */
  shift(): number
  /** Drops the cancelled events. */
  purge(): void
}
