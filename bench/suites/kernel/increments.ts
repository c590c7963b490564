import {
  type Distribution,
  RandomStreams,
  type Sampler,
  compileSampler,
  entityKey,
  uniform,
} from '@seatrial/core'

/**
 * How increments spread round their mean.
 *
 * - `exponential`, `uniform`: as their names say;
 * - `bimodal`: nine in ten are short, the tenth is five times the mean and more (Rönngren and Ayani
 *   1997);
 * - `ties`: one of ten multiples of one step, so that many events share an instant.
 */
export type IncrementShape = 'exponential' | 'uniform' | 'bimodal' | 'ties'

/** How events that are taken out are put back: by how many microseconds later. */
export interface IncrementLaw {
  readonly shape: IncrementShape
  readonly meanSeconds: number
  /** The share of increments that are 0. */
  readonly zeroShare?: number
}

/** So many that they do not repeat soon, so few that they stay in the first caches. */
export const INCREMENTS = 8192

/** Increments in whole microseconds, the same on every machine. */
export function increments({ shape, meanSeconds, zeroShare = 0 }: IncrementLaw): Float64Array {
  const purpose = new RandomStreams('hold', 0).purpose('increments')
  const [times, zeros] = [entityKey('times'), entityKey('zeros')]
  const sampler: Sampler = compileSampler(distributionOf(shape, meanSeconds * 1_000_000))
  return Float64Array.from({ length: INCREMENTS }, (_, index) =>
    uniform(purpose, zeros, index) < zeroShare ? 0 : sampler.sample(uniform(purpose, times, index)),
  )
}

function distributionOf(shape: IncrementShape, mean: number): Distribution {
  switch (shape) {
    case 'exponential':
      return { type: 'exponential', mean }
    case 'uniform':
      return { type: 'uniform', low: 0, high: 2 * mean }
    case 'bimodal':
      return mixtureOf([
        [9, { type: 'uniform', low: 0, high: mean }],
        [1, { type: 'uniform', low: 5 * mean, high: 6 * mean }],
      ])
    case 'ties':
      return mixtureOf(
        Array.from({ length: 10 }, (_, index) => [
          1,
          { type: 'constant', value: Math.round(((index + 1) * mean) / 5.5) },
        ]),
      )
  }
}

function mixtureOf(parts: readonly (readonly [number, Distribution])[]): Distribution {
  return {
    type: 'mixture',
    components: parts.map(([weight, distribution]) => ({ weight, distribution })),
  }
}
