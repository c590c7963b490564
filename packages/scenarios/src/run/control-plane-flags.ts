import type { FirstPass, NodeLifecycleSettings } from '@seatrial/controllers'

/** Flags of the control plane that differ from the defaults of the release. */
export interface ControlPlaneFlags {
  /** `--node-monitor-period`, `--node-monitor-grace-period` and the like. */
  readonly nodeLifecycle?: Partial<NodeLifecycleSettings>
  /** `--default-not-ready-toleration-seconds` and `--default-unreachable-toleration-seconds`. */
  readonly defaultTolerationSeconds?: number
  /** `--terminated-pod-gc-threshold`. */
  readonly terminatedPodThreshold?: number
  /** When the loops of the node controllers begin; by default as chance has it. */
  readonly firstPass?: FirstPass
}
