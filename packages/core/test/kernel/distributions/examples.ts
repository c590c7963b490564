import type { Distribution } from '../../../src/kernel/distributions/distribution.ts'

const second = 1_000_000

/** One or more of each family, with durations of the size that Kubernetes has. */
export const examples: readonly (readonly [string, Distribution])[] = [
  ['constant', { type: 'constant', value: 3 * second }],
  ['uniform', { type: 'uniform', low: second, high: 5 * second }],
  ['triangular', { type: 'triangular', low: second, mode: 2 * second, high: 9 * second }],
  ['triangular, rising', { type: 'triangular', low: second, mode: 9 * second, high: 9 * second }],
  ['exponential', { type: 'exponential', mean: 30 * second }],
  ['gamma below 1', { type: 'gamma', shape: 0.4, scale: 10 * second }],
  ['gamma above 1', { type: 'gamma', shape: 7.5, scale: 2 * second }],
  ['gamma, almost normal', { type: 'gamma', shape: 2_000, scale: 0.01 * second }],
  ['log-normal', { type: 'log-normal', median: 8 * second, sigma: 0.5 }],
  ['log-normal, wide', { type: 'log-normal', median: 25 * second, sigma: 1.2 }],
  ['weibull', { type: 'weibull', scale: 10 * second, shape: 1.7 }],
  ['weibull below 1', { type: 'weibull', scale: 10 * second, shape: 0.6 }],
  ['empirical', { type: 'empirical', values: [9, 1, 2, 4, 4, 5, 20].map((n) => n * second) }],
  [
    'mixture of a warm and a cold pull',
    {
      type: 'mixture',
      components: [
        { weight: 3, distribution: { type: 'exponential', mean: 0.2 * second } },
        { weight: 1, distribution: { type: 'log-normal', median: 20 * second, sigma: 0.4 } },
      ],
    },
  ],
  [
    'mixture that lies apart',
    {
      type: 'mixture',
      components: [
        { weight: 1, distribution: { type: 'uniform', low: second, high: 2 * second } },
        { weight: 1, distribution: { type: 'uniform', low: 60 * second, high: 90 * second } },
      ],
    },
  ],
  [
    'shifted',
    {
      type: 'shifted',
      shift: 4 * second,
      distribution: { type: 'exponential', mean: 2 * second },
    },
  ],
  [
    'truncated on both sides',
    {
      type: 'truncated',
      low: 5 * second,
      high: 30 * second,
      distribution: { type: 'log-normal', median: 8 * second, sigma: 0.5 },
    },
  ],
  [
    'truncated at the grace period',
    {
      type: 'truncated',
      high: 30 * second,
      distribution: { type: 'exponential', mean: 20 * second },
    },
  ],
]

/** The examples whose cumulative has no jumps. */
export const continuousExamples: readonly (readonly [string, Distribution])[] = examples.filter(
  ([, { type }]) => type !== 'constant' && type !== 'empirical',
)
