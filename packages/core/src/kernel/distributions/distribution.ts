/**
 * The law of a random duration, as plain data.
 *
 * All durations are in microseconds, not necessarily whole: sampling rounds. The variants say which
 * parameters a law has; `assertValid` says which values they may take.
 */
export type Distribution =
  | ConstantDistribution
  | UniformDistribution
  | TriangularDistribution
  | ExponentialDistribution
  | GammaDistribution
  | LogNormalDistribution
  | WeibullDistribution
  | EmpiricalDistribution
  | MixtureDistribution
  | ShiftedDistribution
  | TruncatedDistribution

/** Always the same. */
export interface ConstantDistribution {
  readonly type: 'constant'
  readonly value: number
}

/** Anything from `low` to `high`, all equally likely. */
export interface UniformDistribution {
  readonly type: 'uniform'
  readonly low: number
  readonly high: number
}

/** From `low` to `high`, most likely `mode`, falling off linearly on both sides. */
export interface TriangularDistribution {
  readonly type: 'triangular'
  readonly low: number
  readonly mode: number
  readonly high: number
}

/** Memoryless. */
export interface ExponentialDistribution {
  readonly type: 'exponential'
  readonly mean: number
}

/** The sum of `shape` exponential stages of mean `scale`, for any real `shape` above 0. */
export interface GammaDistribution {
  readonly type: 'gamma'
  readonly shape: number
  readonly scale: number
}

/** `median` × e^(`sigma` × Z), with Z standard normal. */
export interface LogNormalDistribution {
  readonly type: 'log-normal'
  readonly median: number
  readonly sigma: number
}

/** P(X > x) = e^−(x / `scale`)^`shape`. */
export interface WeibullDistribution {
  readonly type: 'weibull'
  readonly scale: number
  readonly shape: number
}

/** Observed values; between two neighbouring ones all is equally likely. */
export interface EmpiricalDistribution {
  readonly type: 'empirical'
  readonly values: readonly number[]
}

/** One of several laws, each with a probability in proportion to its weight. */
export interface MixtureDistribution {
  readonly type: 'mixture'
  readonly components: readonly MixtureComponent[]
}

/** A law and its weight in a mixture. */
export interface MixtureComponent {
  readonly weight: number
  readonly distribution: Distribution
}

/** Another law plus a fixed `shift`. */
export interface ShiftedDistribution {
  readonly type: 'shifted'
  readonly shift: number
  readonly distribution: Distribution
}

/** Another law, given that its value lies in [`low`, `high`]. */
export interface TruncatedDistribution {
  readonly type: 'truncated'
  readonly distribution: Distribution
  readonly low?: number
  readonly high?: number
}
