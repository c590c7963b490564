import {
  type Distribution,
  type LatencyOverride,
  type LatencyOverrides,
  type LatencyProfile,
  type LatencyStage,
  type Origin,
  type StageLatency,
} from '@seatrial/core'
import type { LatencyOverrides as GivenLatencies, WorkloadLatency } from '../format/latency.ts'

const GIVEN: Origin = { type: 'given' }

/** The names of a scenario's stages, and the stages of the profile that they mean. */
const STAGE_OF: Readonly<Record<string, LatencyStage>> = {
  'api.write': 'apiWrite',
  'api.read': 'apiRead',
  'watch.delay': 'watchDelay',
  'sched.attempt': 'schedulingAttempt',
  'kubelet.firstSync': 'kubeletFirstSync',
  'sandbox.create': 'sandboxCreate',
  'image.rtt': 'imageRoundTrip',
  'container.createStart': 'containerStart',
  'volume.provision': 'volumeProvision',
  'volume.attach': 'volumeAttach',
  'volume.detach': 'volumeDetach',
  'volume.stage': 'volumeStage',
  'volume.publish': 'volumePublish',
  'sandbox.stop': 'sandboxStop',
  cleanup: 'cleanup',
  'node.provision': 'nodeProvision',
}

/** The profile with the stages that a scenario gives for the whole cluster. */
export function withGivenStages(profile: LatencyProfile, given: GivenLatencies): LatencyProfile {
  const stages = { ...profile.stages }
  for (const [name, distribution] of Object.entries(given.stages)) {
    const stage = STAGE_OF[name]
    if (stage !== undefined) stages[stage] = known(distribution, GIVEN)
  }
  return { ...profile, stages }
}

/** What a scenario says of single workloads, by the key that pods find it under. */
export function workloadOverrides(given: GivenLatencies, origin: Origin = GIVEN): LatencyOverrides {
  const overrides: Record<string, LatencyOverride> = {}
  for (const { workload, latency } of given.workloads) {
    overrides[`${workload.kind.toLowerCase()}/${workload.name}`] = overrideOf(latency, origin)
  }
  return overrides
}

function overrideOf(latency: WorkloadLatency, origin: Origin): LatencyOverride {
  const stages: Partial<Record<LatencyStage, StageLatency>> = {}
  const { applicationReady, termination, start } = latency
  if (applicationReady !== undefined) stages.applicationReady = known(applicationReady, origin)
  if (termination !== undefined) stages.termination = known(termination, origin)
  if (start !== undefined) {
    stages.sandboxCreate = known({ type: 'constant', value: 0 }, origin)
    stages.containerStart = known(start, origin)
  }
  return { stages, readyWithoutProbe: applicationReady !== undefined }
}

function known(distribution: Distribution, origin: Origin): StageLatency {
  return { distribution, origin }
}
