import { quantile } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { distributionSchema } from '../../src/format/language/distribution.ts'

const SECOND = 1_000_000

describe('a distribution', () => {
  it.each([
    ['25s', { type: 'constant', value: 25 * SECOND }],
    [
      { median: '25s', sigma: 0.4 },
      { type: 'log-normal', median: 25 * SECOND, sigma: 0.4 },
    ],
    [{ uniform: { low: '1s', high: '5s' } }, { type: 'uniform', low: SECOND, high: 5 * SECOND }],
    [
      { triangular: { low: '1s', mode: '2s', high: '5s' } },
      { type: 'triangular', low: SECOND, mode: 2 * SECOND, high: 5 * SECOND },
    ],
    [{ exponential: { mean: '3s' } }, { type: 'exponential', mean: 3 * SECOND }],
    [{ gamma: { shape: 2, scale: '3s' } }, { type: 'gamma', shape: 2, scale: 3 * SECOND }],
    [
      { weibull: { scale: '10s', shape: 1.7 } },
      { type: 'weibull', scale: 10 * SECOND, shape: 1.7 },
    ],
    [{ empirical: ['1s', '2s'] }, { type: 'empirical', values: [SECOND, 2 * SECOND] }],
    [
      {
        mixture: [
          { weight: 9, of: '1s' },
          { weight: 1, of: { exponential: { mean: '9s' } } },
        ],
      },
      {
        type: 'mixture',
        components: [
          { weight: 9, distribution: { type: 'constant', value: SECOND } },
          { weight: 1, distribution: { type: 'exponential', mean: 9 * SECOND } },
        ],
      },
    ],
    [
      { shifted: { by: '2s', of: '1s' } },
      { type: 'shifted', shift: 2 * SECOND, distribution: { type: 'constant', value: SECOND } },
    ],
    [
      { truncated: { high: '30s', of: { exponential: { mean: '12s' } } } },
      {
        type: 'truncated',
        high: 30 * SECOND,
        distribution: { type: 'exponential', mean: 12 * SECOND },
      },
    ],
  ])('%j', (written, distribution) => {
    expect(distributionSchema.parse(written)).toEqual(distribution)
  })

  it('has the p99 that it was given', () => {
    const distribution = distributionSchema.parse({ median: '25s', p99: '65s' })

    expect(quantile(distribution, 0.5)).toBeCloseTo(25 * SECOND, 0)
    expect(quantile(distribution, 0.99)).toBeCloseTo(65 * SECOND, 0)
  })

  it('may take longer than any run', () => {
    expect(distributionSchema.parse('never')).toEqual({
      type: 'constant',
      value: 3_153_600_000 * SECOND,
    })
  })

  it.each([
    3,
    '25',
    {},
    { median: '25s' },
    { median: '25s', p99: '65s', sigma: 1 },
    { median: '25s', p99: '5s' },
    { median: '0s', p99: '5s' },
    { median: '25s', sigma: -1 },
    { uniform: { low: '5s', high: '1s' } },
    { uniform: { low: '5s', high: '9s' }, exponential: { mean: '1s' } },
    { triangular: { low: '1s', mode: '9s', high: '5s' } },
    { exponential: { mean: '0s' } },
    { empirical: [] },
    { mixture: [] },
    { mixture: [{ weight: 0, of: '1s' }] },
    { truncated: { low: '9s', high: '1s', of: '5s' } },
    { gaussian: { mean: '1s' } },
  ])('is not %j', (written) => {
    expect(distributionSchema.safeParse(written).success).toBe(false)
  })
})
