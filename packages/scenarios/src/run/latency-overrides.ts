import {
  type Distribution,
  type Latencies,
  type LatencyOverride,
  type LatencyOverrides,
  type LatencyProfile,
  type LatencyStage,
  type Origin,
  type StageLatency,
  findLatencyProfile,
} from '@seatrial/core'
import type {
  LatencySettings,
  PodLatencySettings,
  StageDistributions,
} from '../format/scenario/latency.ts'
import type { Scenario } from '../format/scenario/scenario.ts'

const GIVEN: Origin = { type: 'given' }

/** All latencies of a scenario as they are stated, by its profile and by itself. */
export function statedLatencies({ cluster, latency }: Scenario): Latencies {
  const profile = findLatencyProfile(cluster.profile)
  if (profile === undefined) throw new Error(`unknown profile ${cluster.profile}`)
  const { egress } = cluster.registry
  return {
    profile: withEgress(withGivenStages(profile, latency), egress),
    overrides: podOverrides(latency),
  }
}

/** The profile with the stages that a scenario gives for the whole cluster. */
/** The profile with the registry's line that a scenario gives. */
function withEgress(profile: LatencyProfile, egress: number | undefined): LatencyProfile {
  if (egress === undefined) return profile
  return { ...profile, images: { ...profile.images, registryEgress: egress } }
}

function withGivenStages(profile: LatencyProfile, given: LatencySettings): LatencyProfile {
  return { ...profile, stages: { ...profile.stages, ...knownStages(given.stages, GIVEN) } }
}

/**
 * What a scenario says of single workloads and pods, by the key under which pods find it. What is said
 * several times of the same pods is taken together; of two values for one stage the later one counts.
 */
export function podOverrides(given: LatencySettings): LatencyOverrides {
  const overrides: Record<string, LatencyOverride> = {}
  for (const settings of given.pods) {
    const key = `${settings.of.kind.toLowerCase()}/${settings.of.name}`
    overrides[key] = joined(overrides[key], overrideOf(settings))
  }
  return overrides
}

function overrideOf(settings: PodLatencySettings): LatencyOverride {
  const { start, imagePull, imageSize, origin = GIVEN } = settings
  const stages = { ...knownStages(settings.stages, origin) }
  if (start !== undefined) {
    stages.kubeletFirstSync = known({ type: 'constant', value: 0 }, origin)
    stages.sandboxCreate = known({ type: 'constant', value: 0 }, origin)
    stages.containerStart = known(start, origin)
  }
  return {
    stages,
    readyWithoutProbe: settings.readyWithoutProbe,
    writesPhaseLate: settings.writesPhaseLate,
    ...(imagePull === undefined ? {} : { imagePull: known(imagePull, origin) }),
    ...(imageSize === undefined ? {} : { imageSize }),
  }
}

function joined(before: LatencyOverride | undefined, added: LatencyOverride): LatencyOverride {
  return {
    ...before,
    ...added,
    stages: { ...before?.stages, ...added.stages },
    readyWithoutProbe: before?.readyWithoutProbe === true || added.readyWithoutProbe === true,
    writesPhaseLate: before?.writesPhaseLate === true || added.writesPhaseLate === true,
  }
}

function knownStages(
  given: StageDistributions,
  origin: Origin,
): Partial<Record<LatencyStage, StageLatency>> {
  const stages: Partial<Record<LatencyStage, StageLatency>> = {}
  for (const [stage, distribution] of Object.entries(given)) {
    stages[stage as LatencyStage] = known(distribution, origin)
  }
  return stages
}

function known(distribution: Distribution, origin: Origin): StageLatency {
  return { distribution, origin }
}
