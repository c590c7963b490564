import type { Duration, LabelSelector } from '@seatrial/core'

/** What `kubectl drain` is told about a node. */
export interface DrainOptions {
  readonly nodeName: string
  /** Instead of the pods' own grace periods. */
  readonly gracePeriod?: Duration | undefined
  /** When to give up; never by default. */
  readonly timeout?: Duration | undefined
  /** How long after the end of its grace period a pod is still waited for; for ever by default. */
  readonly skipWaitForDelete?: Duration | undefined
  /** Passes over the pods of DaemonSets instead of refusing to drain. */
  readonly ignoreDaemonSets: boolean
  /** Also drains pods that keep data in an emptyDir, which is lost. */
  readonly deleteEmptyDirData: boolean
  /** Also drains pods without a controller, which do not come back. */
  readonly force: boolean
  /** Deletes pods without asking their disruption budgets. */
  readonly disableEviction: boolean
  /** Only pods with such labels are looked at. */
  readonly podSelector?: LabelSelector | undefined
  /** Only says what would be done: as the client knows it, or as the server answers to each eviction. */
  readonly dryRun?: 'client' | 'server' | undefined
}
