/**
 * One measure of one variant: a value for every replication, in their order. `Infinity` is a duration
 * that did not come to its end, because the run stalled or met its horizon. It is a value like others
 * and never dropped, since the slow runs are the ones that do not end. `NaN` is not allowed.
 */
export type Sample = ArrayLike<number>

declare const sortedBrand: unique symbol

/** The values of a sample from the smallest to the largest. */
export type SortedSample = Float64Array & { readonly [sortedBrand]: 'SortedSample' }

/** The order statistics of a sample; runs that did not end come last. */
export function sortSample(sample: Sample): SortedSample {
  return Float64Array.from(sample).sort() as SortedSample
}

/** Why a sample has no mean: some of its runs did not come to their end. */
export interface Unfinished {
  readonly type: 'unfinished'
  readonly unfinished: number
  readonly count: number
}

/** How many runs did not come to their end. */
export function countUnfinished(sample: Sample): number {
  let unfinished = 0
  for (let index = 0; index < sample.length; index++)
    if (sample[index] === Infinity) unfinished += 1
  return unfinished
}

/** The refusal in words: `7 of 300 stalled`. */
export function describeUnfinished({ unfinished, count }: Unfinished): string {
  return `${unfinished} of ${count} stalled`
}
