/** The mean of independent observations and the standard error of that mean. */
export interface Estimate {
  readonly mean: number
  readonly standardError: number
}

export function estimate(observations: readonly number[]): Estimate {
  const count = observations.length
  const mean = observations.reduce((sum, value) => sum + value, 0) / count
  const squares = observations.reduce((sum, value) => sum + (value - mean) * (value - mean), 0)
  return { mean, standardError: Math.sqrt(squares / (count - 1) / count) }
}

/** How many standard errors the mean lies from what it should be. */
export function deviation(observations: readonly number[], expected: number): number {
  const { mean, standardError } = estimate(observations)
  return Math.abs(mean - expected) / standardError
}
