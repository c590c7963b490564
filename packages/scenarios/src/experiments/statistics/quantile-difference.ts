import { type Purpose, RandomStreams, entityKey, integer } from '@seatrial/core'
import { type ConfidenceInterval, DEFAULT_LEVEL } from './confidence-interval.ts'
import { quantileRank } from './quantile.ts'
import type { Sample } from './sample.ts'

/** How a quantile of a variant differs from that of its baseline on the same random numbers. */
export type QuantileDifference =
  | {
      readonly type: 'difference'
      /** Variant minus baseline; infinite where one of both quantiles is a run that did not end. */
      readonly value: number
      readonly interval: ConfidenceInterval
    }
  /** Both quantiles are runs that did not end: there is no difference to speak of. */
  | { readonly type: 'neither ends' }

/** How a bootstrap is made. */
export interface BootstrapOptions {
  readonly level?: number
  readonly resamples?: number
  /** The seed of the study: equal seeds, equal resamples. */
  readonly seed: number | string
}

const RESAMPLES = 2000

/** A product such as (1 − 0.9) ÷ 2 × 2000 is a little less than the whole number. */
const ROUNDING = 1e-9

/**
 * The difference of two quantiles with a percentile interval of the paired bootstrap: each resample
 * draws whole replications, so that what the variants have in common stays in common. It holds its
 * level only for large samples and promises nothing for extreme quantiles.
 */
export function estimateQuantileDifference(
  variant: Sample,
  baseline: Sample,
  probability: number,
  { level = DEFAULT_LEVEL, resamples = RESAMPLES, seed }: BootstrapOptions,
): QuantileDifference {
  const count = variant.length
  const rank = quantileRank(count, probability)
  const ofVariant = orderOf(variant)
  const ofBaseline = orderOf(baseline)
  const value = variant[ofVariant[rank - 1]!]! - baseline[ofBaseline[rank - 1]!]!
  if (Number.isNaN(value)) return { type: 'neither ends' }
  const purpose = new RandomStreams(seed, 0).purpose('statistics/paired-bootstrap')
  const differences = new Float64Array(resamples)
  const times = new Uint32Array(count)
  for (let resample = 0; resample < resamples; resample++) {
    drawReplications(times, purpose, resample)
    differences[resample] =
      variant[resampledOrderStatistic(ofVariant, times, rank)]! -
      baseline[resampledOrderStatistic(ofBaseline, times, rank)]!
  }
  return { type: 'difference', value, interval: percentileInterval(differences, level) }
}

/** The replications from the one with the smallest value to the one with the largest. */
function orderOf(sample: Sample): Uint32Array {
  const order = Uint32Array.from({ length: sample.length }, (_, index) => index)
  return order.sort((a, b) => (sample[a]! < sample[b]! ? -1 : sample[a]! > sample[b]! ? 1 : a - b))
}

/** How many times each replication is in a resample. */
function drawReplications(times: Uint32Array, purpose: Purpose, resample: number): void {
  const entity = entityKey(`resample/${resample}`)
  times.fill(0)
  for (let draw = 0; draw < times.length; draw++) {
    const replication = integer(purpose, entity, draw, times.length)
    times[replication] = times[replication]! + 1
  }
}

/** The replication whose value has that rank in the resample. */
function resampledOrderStatistic(order: Uint32Array, times: Uint32Array, rank: number): number {
  let passed = 0
  for (const replication of order) {
    passed += times[replication]!
    if (passed >= rank) return replication
  }
  return order.at(-1)!
}

/**
 * The middle share of the resampled differences. Where neither quantile ends the difference is not a
 * number: such resamples could lie at either end, so they count at both.
 */
function percentileInterval(differences: Float64Array, level: number): ConfidenceInterval {
  const sorted = differences.sort()
  let known = sorted.length
  while (known > 0 && Number.isNaN(sorted[known - 1])) known -= 1
  const unknown = sorted.length - known
  const outside = Math.floor(((1 - level) / 2) * sorted.length + ROUNDING)
  return {
    low: outside < unknown ? -Infinity : sorted[outside - unknown]!,
    high: outside < unknown ? Infinity : sorted[known - 1 - (outside - unknown)]!,
    level,
  }
}
