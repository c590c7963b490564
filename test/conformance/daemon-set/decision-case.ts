import type { JsonObject } from '@seatrial/core'

/** What a case of `daemonset-decisions` gives. */
export interface DecisionGiven {
  readonly now: string
  readonly daemonSet?: JsonObject
  readonly nodes?: readonly JsonObject[]
  readonly pods?: readonly JsonObject[]
  readonly revisions?: readonly JsonObject[]
  readonly revisionsNotInCache?: readonly JsonObject[]
  readonly live?: {
    readonly uid?: string
    readonly deletionTimestamp?: string
    readonly collisionCount?: number
    readonly missing?: boolean
  }
  readonly expectations?: {
    readonly creates?: number
    readonly deletes?: number
    readonly ageSeconds?: number
  }
  readonly faults?: DecisionFaults
  readonly staleCache?: {
    readonly resource: 'pods' | 'daemonsets'
    readonly readVersion: string
    readonly wroteVersion: string
  }
  readonly passes?: readonly { readonly now: string; readonly observedGeneration?: number }[]
  readonly showPod?: boolean
}

/** Which requests the server refuses. */
export interface DecisionFaults {
  readonly createFailFrom?: number
  readonly namespaceTerminating?: boolean
  readonly deleteNotFound?: readonly string[]
  readonly deleteFails?: readonly string[]
  readonly patchNotFound?: readonly string[]
  readonly patchFails?: readonly string[]
  readonly revisionFails?: readonly string[]
  readonly statusConflicts?: number
  readonly liveGetFails?: boolean
}

/** What one sync did, as the recording tells it. Lists are sets; what is absent is empty. */
export interface Decision {
  readonly creates?: readonly string[]
  readonly deletes?: readonly string[]
  readonly createsChoose?: readonly OpenChoice[]
  readonly deletesChoose?: readonly OpenChoice[]
  readonly createdPod?: JsonObject
  readonly adopts?: readonly string[]
  readonly releases?: readonly string[]
  readonly relabels?: Readonly<Record<string, string>>
  readonly revisions?: RevisionDecision
  readonly status: JsonObject | null
  readonly statusAttempts?: number
  readonly steps?: readonly { readonly creates: number; readonly deletes: number }[]
  readonly expectationsLeft?: { readonly creates: number; readonly deletes: number }
  readonly events?: Readonly<Record<string, number>>
  readonly error: boolean
  readonly requeueAfterSeconds: number | null
  readonly requeueAll?: readonly number[]
}

/** What a sync did to ControllerRevisions. */
export interface RevisionDecision {
  readonly creates?: readonly RevisionShape[]
  readonly updates?: readonly RevisionShape[]
  readonly adopts?: readonly string[]
  readonly releases?: readonly string[]
  readonly deletes?: readonly string[]
  readonly deletesChoose?: readonly OpenChoice[]
}

export interface RevisionShape {
  readonly name: string
  readonly hash: string
  readonly revision: number
}

/** `n` of the names in `from`, and nobody says which. */
export interface OpenChoice {
  readonly n: number
  readonly from: readonly string[]
}
