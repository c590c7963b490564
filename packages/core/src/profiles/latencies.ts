import { scaled } from '../kernel/distributions/scaled.ts'
import type { LatencyOverride, LatencyOverrides } from './latency-model.ts'
import {
  LATENCY_STAGES,
  type LatencyProfile,
  type LatencyStage,
  type StageLatency,
} from './latency-profile.ts'

/** All that is known of how long things take: of the cluster, and of single workloads better. */
export interface Latencies {
  readonly profile: LatencyProfile
  readonly overrides: LatencyOverrides
}

/** Which of the latencies of one holder: a stage, the bandwidth of pulls, or one pull as a whole. */
export type LatencyName = LatencyStage | 'imageBandwidth' | 'imagePull'

/** One latency, and whose it is. */
export interface LatencyInput {
  /** `cluster`, or the key of an override: `statefulset/kafka`. */
  readonly of: string
  readonly stage: LatencyName
}

/** A latency that is taken to be so many times what is stated. */
export interface LatencyScaling extends LatencyInput {
  readonly factor: number
}

/** Gives a latency for the one that is stated. */
export type ChangeLatency = (latency: StageLatency, input: LatencyInput) => StageLatency

/** The latencies, each one changed; the cluster's first, by the order of the stages. */
export function mapLatencies({ profile, overrides }: Latencies, change: ChangeLatency): Latencies {
  const of = 'cluster'
  const stages = mapStages(profile.stages, of, change) as LatencyProfile['stages']
  const bandwidth = change(profile.images.bandwidth, { of, stage: 'imageBandwidth' })
  return {
    profile: { ...profile, stages, images: { ...profile.images, bandwidth } },
    overrides: Object.fromEntries(
      Object.entries(overrides).map(([key, override]) => [key, mapOverride(override, key, change)]),
    ),
  }
}

/** The latencies with some of them longer or shorter. A bandwidth that is scaled is wider. */
export function scaleLatencies(
  latencies: Latencies,
  scalings: readonly LatencyScaling[],
): Latencies {
  if (scalings.length === 0) return latencies
  return mapLatencies(latencies, (latency, { of, stage }) =>
    scalings
      .filter((scaling) => scaling.of === of && scaling.stage === stage)
      .reduce((changed, { factor }) => scaleLatency(changed, factor), latency),
  )
}

/** So many times as long, as well known as before. */
export function scaleLatency(latency: StageLatency, factor: number): StageLatency {
  return { ...latency, distribution: scaled(latency.distribution, factor) }
}

function mapOverride(
  override: LatencyOverride,
  of: string,
  change: ChangeLatency,
): LatencyOverride {
  const { imagePull } = override
  return {
    ...override,
    stages: mapStages(override.stages, of, change),
    ...(imagePull === undefined
      ? {}
      : { imagePull: change(imagePull, { of, stage: 'imagePull' }) }),
  }
}

type Stages = Partial<Record<LatencyStage, StageLatency>>

function mapStages(stages: Stages, of: string, change: ChangeLatency): Stages {
  const changed: Stages = {}
  for (const stage of LATENCY_STAGES) {
    const latency = stages[stage]
    if (latency !== undefined) changed[stage] = change(latency, { of, stage })
  }
  return changed
}
