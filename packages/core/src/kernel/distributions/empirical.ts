import type { EmpiricalDistribution } from './distribution.ts'
import type { Law } from './law.ts'

/** The n sorted values lie at levels 0, 1/(n−1) … 1, with straight lines between them. */
export function empiricalLaw({ values }: EmpiricalDistribution): Law {
  const sorted = Float64Array.from(values).sort()
  const lastIndex = sorted.length - 1
  const valueAt = (index: number): number => sorted[index] as number
  const { mean, variance } = momentsOfSegments(sorted)
  return {
    quantile(u) {
      const position = u * lastIndex
      const index = Math.min(Math.floor(position), Math.max(lastIndex - 1, 0))
      const low = valueAt(index)
      const high = valueAt(Math.min(index + 1, lastIndex))
      return low + (position - index) * (high - low)
    },
    cumulative(x) {
      if (x < valueAt(0)) return 0
      if (x >= valueAt(lastIndex)) return 1
      const above = countNotAbove(sorted, x)
      const low = valueAt(above - 1)
      return (above - 1 + (x - low) / (valueAt(above) - low)) / lastIndex
    },
    mean,
    variance,
  }
}

/** Each segment is uniform, and all are equally likely. */
function momentsOfSegments(sorted: Float64Array): { mean: number; variance: number } {
  const first = sorted[0] as number
  if (sorted.length === 1) return { mean: first, variance: 0 }
  let sum = 0
  let sumOfSquares = 0
  for (let index = 1; index < sorted.length; index++) {
    // Distances from the first value: large values close to each other lose no digits.
    const low = (sorted[index - 1] as number) - first
    const high = (sorted[index] as number) - first
    sum += (low + high) / 2
    sumOfSquares += (low * low + low * high + high * high) / 3
  }
  const segmentCount = sorted.length - 1
  const distance = sum / segmentCount
  return {
    mean: first + distance,
    variance: Math.max(sumOfSquares / segmentCount - distance * distance, 0),
  }
}

function countNotAbove(sorted: Float64Array, x: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] as number) <= x) low = middle + 1
    else high = middle
  }
  return low
}
