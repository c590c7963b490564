import type { SimTime } from '@seatrial/core'

/** A value that holds from its time until that of the next point. */
export interface StepPoint {
  readonly time: SimTime
  readonly value: number
}

/** Which value stands for a stretch of time in which there were several. */
export type Representative = 'lowest' | 'highest' | 'last'

/** A stretch of time cut into columns of equal length. */
export interface SampleSpan {
  readonly from: SimTime
  readonly to: SimTime
  readonly columns: number
}

/**
 * One value for each column of a span, of those that held in it for some time; undefined before the
 * first point. The last column includes its end, so that what the span ends with is seen.
 *
 * Assumption: `points` are in the order of time.
 */
export function sampleSteps(
  points: readonly StepPoint[],
  { from, to, columns }: SampleSpan,
  representative: Representative,
): (number | undefined)[] {
  const samples: (number | undefined)[] = []
  let first = 0
  for (let column = 0; column < columns; column++) {
    const start = from + ((to - from) * column) / columns
    const end = column === columns - 1 ? to + 1 : from + ((to - from) * (column + 1)) / columns
    while (timeAt(points, first + 1) <= start) first++
    let sample: number | undefined
    for (let index = first; timeAt(points, index) < end; index++) {
      const holds = timeAt(points, index + 1) > timeAt(points, index)
      if (holds) sample = combine(sample, points[index]!.value, representative)
    }
    samples.push(sample)
  }
  return samples
}

/** When a point begins to hold; never for one that does not exist. */
function timeAt(points: readonly StepPoint[], index: number): number {
  return points[index]?.time ?? Infinity
}

function combine(
  sample: number | undefined,
  value: number,
  representative: Representative,
): number {
  if (sample === undefined || representative === 'last') return value
  return representative === 'lowest' ? Math.min(sample, value) : Math.max(sample, value)
}
