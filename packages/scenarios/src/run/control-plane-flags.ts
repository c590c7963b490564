import type { FirstPass, NodeLifecycleSettings } from '@seatrial/controllers'
import type { ClusterSettings } from '../format/scenario/scenario.ts'

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

/** The flags that a scenario sets. */
export function controlPlaneFlags(settings: ClusterSettings['controlPlane']): ControlPlaneFlags {
  const { defaultTolerationSeconds, terminatedPodGCThreshold, firstPass } = settings
  return {
    nodeLifecycle: given({
      monitorPeriod: settings.nodeMonitorPeriod,
      gracePeriod: settings.nodeMonitorGracePeriod,
      startupGracePeriod: settings.nodeStartupGracePeriod,
      evictionRate: settings.nodeEvictionRate,
      secondaryEvictionRate: settings.secondaryNodeEvictionRate,
      unhealthyZoneThreshold: settings.unhealthyZoneThreshold,
      largeClusterThreshold: settings.largeClusterSizeThreshold,
    }),
    ...given({ defaultTolerationSeconds, firstPass }),
    ...given({ terminatedPodThreshold: terminatedPodGCThreshold }),
  }
}

type Given<Fields> = { readonly [Name in keyof Fields]?: Exclude<Fields[Name], undefined> }

/** Those fields that have a value. */
function given<Fields extends object>(fields: Fields): Given<Fields> {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as Given<Fields>
}
