import type { JsonObject } from '@seatrial/core'

/** The delays of the fake kubelet, in milliseconds (control-plane-traces.md). */
export interface Stages {
  readonly start: number
  readonly sandbox: number
  readonly ready: number
  readonly pullerr: number
  readonly backoff: number
  readonly stop: number
  readonly gone: number
  readonly provision: number
  readonly recheck: number
}

/** A line of the script: a command, or a wait that is for the reader. */
export interface ScriptEntry {
  readonly run?: string
  readonly stdin?: JsonObject
  readonly wait?: string
}

/** What is given of a recorded scenario. */
export interface TraceGiven {
  readonly flavour: string
  readonly flags: JsonObject
  readonly stagesMs: Stages
  readonly initialNodes: readonly JsonObject[]
  readonly script: readonly ScriptEntry[]
}

/** What became of a script entry, in seconds since the start. */
export interface RecordedStep {
  readonly t: number
  readonly end?: number
  readonly rc?: number
  readonly out?: string
  readonly outStable?: boolean
}

export type ChangeVerb = 'ADDED' | 'MODIFIED' | 'DELETED'

/** A stored change: `s` are the summary fields that changed, null for removed ones. */
export interface TraceEntry {
  /** Seconds since the start. */
  readonly t: number
  /** `Kind/name`. */
  readonly o: string
  readonly v: ChangeVerb
  readonly s: JsonObject
}

/** A stored change of one object, without its time. */
export type ObjectChange = readonly [ChangeVerb, JsonObject]

/** An Event, or all writes of it. */
export interface RecordedEvent {
  readonly t: number
  readonly about: string
  readonly type: string
  readonly reason: string
  readonly message: string
  readonly from: string
  /** How often it was written; the smallest and the largest count over the runs. */
  readonly times?: number | readonly [number, number]
  readonly writtenAt?: readonly number[]
  /** One run lacked it. */
  readonly notAlways?: boolean
}

/** What kubectl printed. */
export interface RecordedText {
  readonly t: number
  readonly command: string
  readonly text: string
  readonly stable: 'rows' | 'rows as a set' | 'no'
}

/** Two marks, the first before the second. */
export type OrderedPair = readonly [string, string]

/** What happened. */
export interface TraceExpectation {
  readonly upToNodeNames: boolean
  readonly steps: readonly RecordedStep[]
  readonly trace: readonly TraceEntry[]
  readonly stableObjects: readonly string[]
  readonly commonOfUnstable: Readonly<Record<string, readonly ObjectChange[]>>
  readonly otherRuns: Readonly<Record<string, readonly (readonly ObjectChange[])[]>>
  readonly final: Readonly<Record<string, JsonObject>>
  readonly before: readonly OrderedPair[]
  readonly triggers: readonly OrderedPair[]
  readonly events: readonly RecordedEvent[]
  readonly kubectl: readonly RecordedText[]
}
