import type { OwnerReference } from '../api/object-meta.ts'
import type { Pod } from '../api/pod.ts'
import type { RandomStreams } from '../kernel/random-streams.ts'
import {
  LATENCY_STAGES,
  type LatencyProfile,
  type LatencyStage,
  type StageLatency,
} from './latency-profile.ts'
import { type Slowdown, StageSampler, StageSamplers } from './stage-samplers.ts'

/**
 * What is known of one workload's pods (or of one pod) better than the profile knows it.
 * `readyWithoutProbe` says that `applicationReady` is the time from start to Ready even though the
 * manifest has no readiness probe.
 */
export interface LatencyOverride {
  readonly stages: Partial<Record<LatencyStage, StageLatency>>
  readonly readyWithoutProbe?: boolean
  /** The container's end is first written with the old phase, and once more with the final one. */
  readonly writesPhaseLate?: boolean
  /** How long one pull of one of its images takes, instead of size and bandwidth. */
  readonly imagePull?: StageLatency
  /** Compressed bytes of each of its images. */
  readonly imageSize?: number
}

/** Overrides by `KIND/NAME` in lower case (`statefulset/kafka`), or `pod/NAME` for a single pod. */
export type LatencyOverrides = Readonly<Record<string, LatencyOverride>>

/** The latencies that hold for one pod. */
export interface PodLatencyModel {
  readonly stages: StageSamplers
  readonly readyWithoutProbe: boolean
  readonly writesPhaseLate: boolean
  readonly imagePull: StageSampler | undefined
  readonly imageSize: number | undefined
}

/** A profile and what the scenario knows better, resolved once per workload. */
export class LatencyModel {
  readonly profile: LatencyProfile
  /** The stages of the cluster itself: API, watches, scheduler, nodes. */
  readonly cluster: StageSamplers
  #overrides: LatencyOverrides
  readonly #streams: RandomStreams
  readonly #byWorkload = new Map<string, PodLatencyModel>()
  #hasPodOverrides: boolean
  /** The owner of the pod that was asked about last, and what holds for its pods. */
  #lastOwner: OwnerReference | undefined
  #lastModel: PodLatencyModel | undefined

  constructor(profile: LatencyProfile, overrides: LatencyOverrides, streams: RandomStreams) {
    this.profile = profile
    this.cluster = new StageSamplers(profile.stages, streams)
    this.#overrides = overrides
    this.#streams = streams
    this.#hasPodOverrides = hasPodKeys(overrides)
  }

  /** From now on these workloads' new pods have these latencies instead. */
  override(overrides: LatencyOverrides): void {
    this.#overrides = { ...this.#overrides, ...overrides }
    this.#hasPodOverrides = hasPodKeys(this.#overrides)
    this.#byWorkload.clear()
    this.#lastModel = undefined
  }

  /** From now on every write at the API server takes that much longer; undefined: as usual again. */
  slowWrites(slowdown: Slowdown | undefined): void {
    this.cluster.of('apiWrite').slowDown(slowdown)
  }

  /** The latencies of a pod: its own override, then its workload's, then the profile. */
  forPod(pod: Pod): PodLatencyModel {
    if (this.#hasPodOverrides) {
      const key = `pod/${pod.identity.name}`
      if (this.#overrides[key] !== undefined) return this.#resolve(key, [workloadKey(pod), key])
    }
    const { controller } = pod.metadata
    const known = controller === this.#lastOwner ? this.#lastModel : undefined
    if (known !== undefined && controller !== undefined) return known
    const workload = workloadKey(pod)
    const model = this.#resolve(workload, [workload])
    this.#lastOwner = controller
    this.#lastModel = model
    return model
  }

  /** The effective stages of a workload, with their origins. */
  stagesOf(workload: string): Readonly<Record<LatencyStage, StageLatency>> {
    return this.#merged([workload])
  }

  /** How long one pull takes for the pods of a workload, where that is known of them. */
  imagePullOf(workload: string): StageLatency | undefined {
    return this.#overrides[workload]?.imagePull
  }

  #resolve(cacheKey: string, keys: readonly string[]): PodLatencyModel {
    const known = this.#byWorkload.get(cacheKey)
    if (known !== undefined) return known
    const overrides = keys.map((key) => this.#overrides[key])
    const model: PodLatencyModel = {
      stages: new StageSamplers(this.#merged(keys), this.#streams),
      readyWithoutProbe: overrides.some((override) => override?.readyWithoutProbe === true),
      writesPhaseLate: overrides.some((override) => override?.writesPhaseLate === true),
      imagePull: this.#pullSampler(overrides),
      imageSize: overrides.findLast((override) => override?.imageSize !== undefined)?.imageSize,
    }
    this.#byWorkload.set(cacheKey, model)
    return model
  }

  #pullSampler(overrides: readonly (LatencyOverride | undefined)[]): StageSampler | undefined {
    const pull = overrides.findLast((override) => override?.imagePull !== undefined)?.imagePull
    return pull === undefined
      ? undefined
      : new StageSampler(pull.distribution, this.#streams.purpose('latency/imagePull'))
  }

  #merged(keys: readonly string[]): Readonly<Record<LatencyStage, StageLatency>> {
    const stages = { ...this.profile.stages }
    for (const key of keys) {
      const override = this.#overrides[key]
      if (override === undefined) continue
      for (const stage of LATENCY_STAGES) {
        const better = override.stages[stage]
        if (better !== undefined) stages[stage] = better
      }
    }
    return stages
  }
}

function hasPodKeys(overrides: LatencyOverrides): boolean {
  return Object.keys(overrides).some((key) => key.startsWith('pod/'))
}

/** `statefulset/kafka` for a pod of that set; `pod/NAME` for a pod that nobody manages. */
export function workloadKey(pod: Pod): string {
  const { controller } = pod.metadata
  return controller === undefined
    ? `pod/${pod.identity.name}`
    : `${controller.kind.toLowerCase()}/${controller.name}`
}
