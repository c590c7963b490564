import type { SimTime } from '@seatrial/core'

/** The name of an invariant. */
export type InvariantName =
  | 'one-pod-per-identity'
  | 'ordered-ready'
  | 'stateful-set-budget'
  | 'daemon-set-budget'
  | 'policy-caused-unavailability'
  | 'one-daemon-pod-per-node'
  | 'conservation-of-pods'
  | 'time-never-goes-back'
  | 'events-balance'
  | 'one-node-per-pod'
  | 'grace-respected'

/** Something that must never be was seen: a bug of the simulator, not of the scenario. */
export interface Violation {
  readonly rule: InvariantName
  readonly time: SimTime
  /** What it was seen of, as in `pod/web-0`. */
  readonly object: string
  /** What was seen, in words. */
  readonly detail: string
  /** The command that runs this again. */
  readonly replay: string
}

/** Takes down a violation at the present instant. */
export type ReportViolation = (rule: InvariantName, object: string, detail: string) => void
