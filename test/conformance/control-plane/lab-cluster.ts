import {
  type Behaviours,
  type LatencyProfile,
  type LatencyStage,
  NO_PINNED_NAMES,
  type StageLatency,
  findLatencyProfile,
} from '@seatrial/core'
import { Cluster, type ControlPlaneFlags } from '@seatrial/scenarios'
import { EPOCH } from './recording-time.ts'
import type { Stages } from './trace-case.ts'

/** The order of a DaemonSet's nodes: by name, or as the chance of a seed has it. */
export type NodeOrder = 'by-name' | `seed-${number}`

/** How long the control plane itself takes: no time at all, or some milliseconds, as a real one does. */
export type LabLatency = 'none' | 'short'

/** What a recording does not say of the control plane that it was made on. */
export interface LabSurroundings {
  readonly nodeOrder: NodeOrder
  readonly latency: LabLatency
}

/** What a cluster is made of for a replay. */
export interface LabOptions {
  readonly behaviours: Behaviours
  readonly flags: ControlPlaneFlags
  readonly stages: Stages
  readonly surroundings: LabSurroundings
}

/** A whole cluster, empty, whose kubelets somebody else plays. */
export function makeCluster({ behaviours, flags, stages, surroundings }: LabOptions): Cluster {
  const { nodeOrder, latency } = surroundings
  return new Cluster({
    seed: nodeOrder,
    replication: 0,
    behaviours,
    epoch: EPOCH,
    profile: labProfile(stages.provision, latency),
    latencies: {},
    images: {},
    names: NO_PINNED_NAMES,
    clientLimits: 'default',
    nodeOrder: nodeOrder === 'by-name' ? nodeOrder : 'keyed',
    tieBreak: 'fifo',
    dependencies: [],
    kubelets: 'played',
    flags,
  })
}

/** The provisioning of volumes takes its time, and the control plane itself if it is to. */
function labProfile(provisionMilliseconds: number, latency: LabLatency): LatencyProfile {
  const ideal = findLatencyProfile('kwok-ideal')!
  const volumeProvision = constantly(provisionMilliseconds)
  const controlPlane = latency === 'none' ? {} : SHORT_LATENCIES
  return { ...ideal, stages: { ...ideal.stages, ...controlPlane, volumeProvision } }
}

function constantly(milliseconds: number): StageLatency {
  const value = milliseconds * 1_000
  return { distribution: { type: 'constant', value }, origin: { type: 'given' } }
}

const SHORT_LATENCIES: { readonly [Stage in LatencyStage]?: StageLatency } = {
  apiRead: constantly(2),
  apiWrite: constantly(4),
  watchDelay: constantly(1),
  schedulingAttempt: constantly(1),
}
