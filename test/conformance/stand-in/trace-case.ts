import type { JsonObject } from '@seatrial/core'

/** A number of milliseconds, or one for each ordinal or node number, modulo; null is never. */
export type Milliseconds = number | null | readonly (number | null)[]

/** Latencies for the pods that match; the first override that matches and names a value wins. */
export interface Override {
  readonly pod?: string
  readonly ordinal?: number
  readonly node?: string
  readonly image?: string
  readonly incarnation?: number
  readonly upToIncarnation?: number
  readonly bindMs?: Milliseconds
  readonly startMs?: Milliseconds
  readonly readyMs?: Milliseconds
  readonly terminateMs?: Milliseconds
  readonly terminalMs?: Milliseconds
  readonly neverStart?: boolean
  readonly neverReady?: boolean
  readonly failAtStart?: boolean
}

/** The constants of the stand-in cluster (controller-traces.md §2). */
export interface Latencies {
  readonly watchMs: number
  readonly apiMs: number
  readonly gcMs: number
  readonly bindMs: Milliseconds
  readonly startMs: Milliseconds
  readonly readyMs: Milliseconds
  readonly terminateMs: Milliseconds
  readonly terminalMs?: Milliseconds
  readonly overrides?: readonly Override[]
}

/** One line of the script (controller-traces.md §3). */
export interface ScriptLine {
  readonly atSeconds: number
  readonly action: string
  readonly name?: string
  readonly pod?: string
  readonly onNode?: string
  readonly object?: JsonObject
  readonly image?: string
  readonly replicas?: number
  readonly patch?: JsonObject
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan'
  readonly force?: boolean
  readonly readyAgainMs?: number
  readonly podGcMs?: number
}

/** Requests that are answered with an HTTP code and change nothing. */
export interface Fault {
  readonly verb: string
  readonly resource: string
  readonly nth: number
  readonly count?: number
  readonly code: number
}

/** What is given of a recorded trace. */
export interface TraceGiven {
  readonly controller: 'StatefulSet' | 'DaemonSet'
  readonly workers: number
  readonly latencies: Latencies
  readonly nodeCount?: number
  readonly nodes?: readonly JsonObject[]
  readonly script: readonly ScriptLine[]
  readonly faults?: readonly Fault[]
  readonly client?: { readonly qps: number; readonly burst: number }
  readonly featureGates?: Readonly<Record<string, boolean>>
  readonly untilSeconds: number
}
