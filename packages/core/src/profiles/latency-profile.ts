import type { Distribution } from '../kernel/distributions/distribution.ts'

/**
 * The stages of a pod's and a node's life that take time, in the order in which a pod meets them.
 * Each is one random quantity with a stream of its own, so that a stage more or less shifts no other.
 */
export const LATENCY_STAGES = [
  'apiWrite',
  'apiRead',
  'watchDelay',
  'schedulingAttempt',
  'volumeProvision',
  'volumeAttach',
  'volumeDetach',
  'volumeStage',
  'volumeFormat',
  'volumePublish',
  'kubeletFirstSync',
  'sandboxCreate',
  'imageRoundTrip',
  'initContainerRun',
  'containerStart',
  'relist',
  'onDemandRelist',
  'applicationReady',
  'termination',
  'sandboxStop',
  'cleanup',
  'nodeProvision',
] as const

/** One stage that takes time. */
export type LatencyStage = (typeof LATENCY_STAGES)[number]

/** Where a latency comes from; it decides how sure an answer may sound. */
export type Origin =
  | { readonly type: 'given' }
  | { readonly type: 'observed'; readonly count: number }
  | { readonly type: 'published'; readonly source: string }
  | { readonly type: 'assumed' }

/** How long a stage takes, and how we know. */
export interface StageLatency {
  readonly distribution: Distribution
  readonly origin: Origin
}

/** How images reach the nodes. */
export interface ImageProfile {
  /** Compressed bytes a second of one pull, unpacking included. */
  readonly bandwidth: StageLatency
  /** Bytes a second that all nodes together get from the registry. */
  readonly registryEgress: number
  /** The chance that one attempt to pull fails. */
  readonly failureProbability: number
  /** Compressed bytes of an image of which nothing is known. */
  readonly defaultSize: number
}

/** A kind of cluster by the time that everything takes in it (spec/pod-lifecycle-and-latency §8). */
export interface LatencyProfile {
  readonly name: string
  /** One line for people who choose. */
  readonly description: string
  readonly stages: Readonly<Record<LatencyStage, StageLatency>>
  readonly images: ImageProfile
  /** False: kubelets see every change of a container at once, as fake ones do. */
  readonly relists: boolean
  /** False: volumes need not wait for the periodic node status to report them as in use. */
  readonly reportsVolumesInUse: boolean
}
