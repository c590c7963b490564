import { RandomStreams, entityKey, uniform } from '@seatrial/core'
import { normalQuantile } from '../../../src/experiments/statistics/distributions.ts'

/** Independent values between 0 and 1, the same in every run of the tests. */
export function uniformDraws(fixture: string): () => number {
  const purpose = new RandomStreams('statistics tests', 0).purpose(fixture)
  let block = 0
  let entity = entityKey('0')
  let attempt = 0
  return () => {
    if (attempt === 1_000_000) {
      block += 1
      entity = entityKey(String(block))
      attempt = 0
    }
    attempt += 1
    return uniform(purpose, entity, attempt)
  }
}

/** Independent standard normal values. */
export function normalDraws(fixture: string): () => number {
  const draw = uniformDraws(fixture)
  return () => normalQuantile(draw())
}

/** So many values of a law, one after the other. */
export function samplesOf(count: number, draw: () => number): Float64Array {
  const sample = new Float64Array(count)
  for (let index = 0; index < count; index++) sample[index] = draw()
  return sample
}

/** How far a share of so many trials may be from its true value: four standard errors. */
export function fourStandardErrors(probability: number, trials: number): number {
  return 4 * Math.sqrt((probability * (1 - probability)) / trials)
}
