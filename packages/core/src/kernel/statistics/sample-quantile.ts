/**
 * The sample quantile at a level from 0 to 1: the n sorted values stand at levels 0, 1/(n−1) … 1,
 * with straight lines between them (Hyndman and Fan's type 7, the usual one). `NaN` without values.
 */
export function sampleQuantile(values: readonly number[], level: number): number {
  return quantileOfSorted(Float64Array.from(values).sort(), level)
}

/** The same of values that are sorted already. */
export function quantileOfSorted(sorted: ArrayLike<number>, level: number): number {
  const position = level * (sorted.length - 1)
  const index = Math.floor(position)
  const low = sorted[index]
  if (low === undefined) return NaN
  const high = sorted[index + 1] ?? low
  return low + (position - index) * (high - low)
}
