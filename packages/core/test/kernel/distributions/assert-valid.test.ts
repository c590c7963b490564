import { describe, expect, it } from 'vitest'
import { assertValid } from '../../../src/kernel/distributions/assert-valid.ts'
import { DistributionError } from '../../../src/kernel/distributions/distribution-error.ts'
import type { Distribution } from '../../../src/kernel/distributions/distribution.ts'
import { examples } from './examples.ts'

const constant: Distribution = { type: 'constant', value: 5 }

describe('assertValid', () => {
  it.each(examples)('accepts: %s', (_, distribution) => {
    expect(() => assertValid(distribution)).not.toThrow()
  })

  it.each<readonly [Distribution, string]>([
    [{ type: 'constant', value: -1 }, 'd.value: expected a number not below 0, got -1'],
    [{ type: 'constant', value: NaN }, 'd.value: expected a number not below 0, got NaN'],
    [
      { type: 'uniform', low: 5, high: 4 },
      'd.high: expected a number not below low, which is 5, got 4',
    ],
    [
      { type: 'triangular', low: 1, mode: 0, high: 4 },
      'd.mode: expected a number not below low, which is 1, got 0',
    ],
    [
      { type: 'triangular', low: 1, mode: 5, high: 4 },
      'd.high: expected a number not below mode, which is 5, got 4',
    ],
    [{ type: 'exponential', mean: 0 }, 'd.mean: expected a number above 0, got 0'],
    [{ type: 'exponential', mean: Infinity }, 'd.mean: expected a number above 0, got Infinity'],
    [{ type: 'gamma', shape: 0, scale: 1 }, 'd.shape: expected a number above 0, got 0'],
    [{ type: 'weibull', shape: 1, scale: 0 }, 'd.scale: expected a number above 0, got 0'],
    [
      { type: 'log-normal', median: 1, sigma: -0.1 },
      'd.sigma: expected a number not below 0, got -0.1',
    ],
    [{ type: 'empirical', values: [] }, 'd.values: expected at least one value, got []'],
    [{ type: 'empirical', values: [1, -2] }, 'd.values[1]: expected a number not below 0, got -2'],
    [
      { type: 'mixture', components: [] },
      'd.components: expected at least one component with a weight above 0, got []',
    ],
    [
      {
        type: 'mixture',
        components: [
          { weight: 1, distribution: constant },
          { weight: 1, distribution: { type: 'exponential', mean: 0 } },
        ],
      },
      'd.components[1].distribution.mean: expected a number above 0, got 0',
    ],
    [
      { type: 'shifted', shift: -1, distribution: constant },
      'd.shift: expected a number not below 0, got -1',
    ],
    [
      { type: 'truncated', low: 7, high: 9, distribution: constant },
      'd: expected some probability between its bounds, got {"low":7,"high":9}',
    ],
    [
      { type: 'truncated', low: 7, high: 6, distribution: constant },
      'd.high: expected a number not below low, which is 7, got 6',
    ],
  ])('refuses %o', (distribution, message) => {
    expect(() => assertValid(distribution, 'd')).toThrow(message)
  })

  it('says where, what and instead of what, in fields', () => {
    const check = () => assertValid({ type: 'exponential', mean: 0 })

    expect(check).toThrow(DistributionError)
    expect(check).toThrow(
      expect.objectContaining({
        path: 'distribution.mean',
        expected: 'a number above 0',
        received: 0,
      }),
    )
  })
})
