import { type Behaviours, type Duration, seconds } from '@seatrial/core'

/** The flags of the node lifecycle controller (spec C). */
export interface NodeLifecycleSettings {
  /** From the end of one look at the nodes to the next (`--node-monitor-period`). */
  readonly monitorPeriod: Duration
  /** How long a node may be silent (`--node-monitor-grace-period`). */
  readonly gracePeriod: Duration
  /** How long a node may be silent that has never said anything (`--node-startup-grace-period`). */
  readonly startupGracePeriod: Duration
  /** Nodes a second that get a NoExecute taint in a zone (`--node-eviction-rate`). */
  readonly evictionRate: number
  /** The same in a large zone of which too many are lost (`--secondary-node-eviction-rate`). */
  readonly secondaryEvictionRate: number
  /** The share of lost nodes from which on a zone is unhealthy (`--unhealthy-zone-threshold`). */
  readonly unhealthyZoneThreshold: number
  /** A zone with more nodes is large (`--large-cluster-size-threshold`). */
  readonly largeClusterThreshold: number
}

/** The defaults of a release. */
export function defaultNodeLifecycleSettings(behaviours: Behaviours): NodeLifecycleSettings {
  return {
    monitorPeriod: seconds(5),
    gracePeriod: seconds(behaviours.nodeGracePeriodSeconds),
    startupGracePeriod: seconds(60),
    evictionRate: 0.1,
    secondaryEvictionRate: 0.01,
    unhealthyZoneThreshold: 0.55,
    largeClusterThreshold: 50,
  }
}
