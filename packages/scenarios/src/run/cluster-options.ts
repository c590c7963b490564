import type {
  Behaviours,
  DrawRecorder,
  Duration,
  ImageFacts,
  ImageGarbageSettings,
  LatencyOverrides,
  LatencyProfile,
  NodeDependency,
  PinnedNames,
  TieBreak,
  WallTime,
} from '@seatrial/core'
import type { ControlPlaneFlags } from './control-plane-flags.ts'

/** How many requests a second a controller's client may send, and how many at once. */
export interface ClientLimits {
  readonly qps: number
  readonly burst: number
}

/** The limits of kube-controller-manager by default; each controller has a bucket of its own. */
export const DEFAULT_CLIENT_LIMITS: ClientLimits = { qps: 20, burst: 30 }

/** All that decides a cluster before anything is in it. */
export interface ClusterOptions {
  readonly seed: string
  readonly replication: number
  /** What the release and its feature gates switch on. */
  readonly behaviours: Behaviours
  readonly epoch: WallTime
  readonly profile: LatencyProfile
  readonly latencies: LatencyOverrides
  /** What is known of images, by their full name. */
  readonly images: Readonly<Record<string, ImageFacts>>
  /** The DaemonSets without which no pod of a node starts. */
  readonly dependencies?: readonly NodeDependency[]
  /** How many images each node pulls at once; one after the other by default. */
  readonly parallelImagePulls?: number
  /** What the delays between the restarts of a container grow to; 300 s by default. */
  readonly maxContainerRestartPeriod?: Duration | undefined
  /** Where nodes remove images for want of room; they have room for all by default. */
  readonly imageGarbage?: ImageGarbageSettings | undefined
  readonly names: PinnedNames
  /** `default`: each participant's own, as the release sets them. */
  readonly clientLimits: ClientLimits | 'default' | 'unlimited'
  readonly nodeOrder: 'keyed' | 'by-name'
  readonly tieBreak: TieBreak
  /** Told of every draw; nobody is by default. */
  readonly draws?: DrawRecorder | undefined
  readonly flags?: ControlPlaneFlags
  /** `played`: somebody else does what kubelets do; the cluster only knows which machines run. */
  readonly kubelets?: 'simulated' | 'played'
}
