import type { ObservedWorkload } from '../format/manifests/observed.ts'
import type { Manifest } from '../format/manifests/manifest.ts'

/**
 * What is done to plain manifests, in the words of the flags of `seatrial run`. Nothing: all
 * restart.
 */
export interface ChangeOptions {
  /** Nothing is changed: that the manifests are applied is what is run. */
  readonly create?: boolean
  /** `[KIND/NAME:]CONTAINER=IMAGE` each. */
  readonly image?: readonly string[]
  /** `[KIND/NAME:]PATH=VALUE` each. */
  readonly set?: readonly string[]
  /** `KIND/NAME=N` each. */
  readonly scale?: readonly string[]
  /** The next version of the manifests. */
  readonly apply?: readonly Manifest[]
}

/** How long things take, in the words of the flags of `seatrial run`. */
export interface LatencyOptions {
  /**
   * From the start of the containers until the application can answer:
   * `[KIND/NAME=]DURATION|P50..P99`.
   */
  readonly ready?: readonly string[]
  /** From SIGTERM until the application ends: `[KIND/NAME=]DURATION|P50..P99`. */
  readonly terminate?: readonly string[]
  /** What pods of a real cluster tell; `ready` and `terminate` come before it. */
  readonly observed?: readonly ObservedWorkload[]
}

/** What plain manifests do not say themselves; what is left out is sensible. */
export interface QuickOptions extends ChangeOptions, LatencyOptions {
  /** How many nodes there are; default: as many as the manifests need, or those among them. */
  readonly nodes?: number
  /** Further versions of the manifests, for which there must be room as well. */
  readonly room?: readonly Manifest[]
  /** The latency profile. */
  readonly profile?: string
  readonly kubernetes?: string
  readonly seed?: string | number
}
