import type {
  Distribution,
  LatencyOverride,
  LatencyOverrides,
  LatencyProfile,
  LatencyStage,
  Origin,
  StageLatency,
} from '@seatrial/core'
import type { LatencySettings, PodLatencySettings, StageDistributions } from '../format/scenario/latency.ts'

const GIVEN: Origin = { type: 'given' }

/** The profile with the stages that a scenario gives for the whole cluster. */
export function withGivenStages(profile: LatencyProfile, given: LatencySettings): LatencyProfile {
  return { ...profile, stages: { ...profile.stages, ...knownStages(given.stages, GIVEN) } }
}

/** What a scenario says of single workloads and pods, by the key under which pods find it. */
export function podOverrides(given: LatencySettings, origin: Origin = GIVEN): LatencyOverrides {
  return Object.fromEntries(
    given.pods.map((settings) => [
      `${settings.of.kind.toLowerCase()}/${settings.of.name}`,
      overrideOf(settings, origin),
    ]),
  )
}

function overrideOf(settings: PodLatencySettings, origin: Origin): LatencyOverride {
  const stages = { ...knownStages(settings.stages, origin) }
  if (settings.start !== undefined) {
    stages.kubeletFirstSync = known({ type: 'constant', value: 0 }, origin)
    stages.sandboxCreate = known({ type: 'constant', value: 0 }, origin)
    stages.containerStart = known(settings.start, origin)
  }
  return {
    stages,
    readyWithoutProbe: settings.readyWithoutProbe,
    writesPhaseLate: settings.writesPhaseLate,
    ...(settings.imagePull === undefined ? {} : { imagePull: settings.imagePull }),
    ...(settings.imageSize === undefined ? {} : { imageSize: settings.imageSize }),
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
