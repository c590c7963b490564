import { RandomStreams, compileSampler, entityKey, uniform } from '@seatrial/core'

/** How events that are taken out are put back: by how many microseconds later. */
export interface IncrementLaw {
  readonly meanSeconds: number
  /** The share of increments that are 0. */
  readonly zeroShare?: number
}

/** So many that they do not repeat soon, so few that they stay in the first caches. */
export const INCREMENTS = 8192

/** Exponential increments in whole microseconds, the same on every machine. */
export function increments({ meanSeconds, zeroShare = 0 }: IncrementLaw): Float64Array {
  const purpose = new RandomStreams('hold', 0).purpose('increments')
  const [times, zeros] = [entityKey('times'), entityKey('zeros')]
  const sampler = compileSampler({ type: 'exponential', mean: meanSeconds * 1_000_000 })
  return Float64Array.from({ length: INCREMENTS }, (_, index) =>
    uniform(purpose, zeros, index) < zeroShare ? 0 : sampler.sample(uniform(purpose, times, index)),
  )
}
