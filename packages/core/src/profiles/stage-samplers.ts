import { type Sampler, compileSampler } from '../kernel/distributions/sampling.ts'
import type { Distribution } from '../kernel/distributions/distribution.ts'
import type { EntityKey } from '../kernel/entity-key.ts'
import { type Purpose, type RandomStreams, uniform } from '../kernel/random-streams.ts'
import type { Duration } from '../kernel/time.ts'
import { LATENCY_STAGES, type LatencyStage, type StageLatency } from './latency-profile.ts'

/** Log-normals are cut at this level: their far tail is an artefact of the law, not of clusters. */
const HIGHEST_LEVEL = 0.999

/** The stages of one workload (or of the cluster), ready for many draws. */
export class StageSamplers {
  readonly #stages: ReadonlyMap<LatencyStage, StageSampler>

  constructor(stages: Readonly<Record<LatencyStage, StageLatency>>, streams: RandomStreams) {
    this.#stages = new Map(
      LATENCY_STAGES.map((stage) => [
        stage,
        new StageSampler(stages[stage].distribution, streams.purpose(`latency/${stage}`)),
      ]),
    )
  }

  /** The duration of a stage for that entity; `attempt` tells repetitions apart. */
  draw(stage: LatencyStage, entity: EntityKey, attempt: number): Duration {
    return (this.#stages.get(stage) as StageSampler).draw(entity, attempt)
  }

  /** The sampler of one stage, for those who ask it all the time. */
  of(stage: LatencyStage): StageSampler {
    return this.#stages.get(stage) as StageSampler
  }
}

/** How much longer things take than they should: `factor` times as long, and `added` besides. */
export interface Slowdown {
  readonly factor: number
  readonly added: Duration
}

/** One stage, ready for many draws. A constant costs no draw at all. */
export class StageSampler {
  readonly #purpose: Purpose
  readonly #usual: Sampler
  readonly #isUsuallyConstant: boolean
  readonly #isClamped: boolean
  #sampler: Sampler
  /** The duration of a constant stage, −1 for every other. */
  #constant: number

  constructor(distribution: Distribution, purpose: Purpose) {
    this.#purpose = purpose
    this.#usual = compileSampler(distribution)
    this.#isUsuallyConstant = distribution.type === 'constant'
    this.#isClamped = distribution.type === 'log-normal'
    this.#sampler = this.#usual
    this.#constant = this.#isUsuallyConstant ? this.#usual.sample(0.5) : -1
  }

  /** From now on every draw is that much longer; undefined: as usual again. */
  slowDown(slowdown: Slowdown | undefined): void {
    this.#sampler = slowdown === undefined ? this.#usual : slowed(this.#usual, slowdown)
    this.#constant = this.#isUsuallyConstant ? this.#sampler.sample(0.5) : -1
  }

  /** True when every draw gives the same. */
  get isConstant(): boolean {
    return this.#constant >= 0
  }

  /** True when it takes no time, ever. */
  get isInstant(): boolean {
    return this.#constant === 0
  }

  draw(entity: EntityKey, attempt: number): Duration {
    if (this.#constant >= 0) return this.#constant as Duration
    const level = uniform(this.#purpose, entity, attempt)
    return this.#sampler.sample(this.#isClamped && level > HIGHEST_LEVEL ? HIGHEST_LEVEL : level)
  }
}

function slowed(usual: Sampler, { factor, added }: Slowdown): Sampler {
  return { sample: (level) => (Math.round(usual.sample(level) * factor) + added) as Duration }
}
