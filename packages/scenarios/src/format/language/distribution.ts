import {
  type Distribution,
  DistributionError,
  assertValid,
  logNormalFromQuantiles,
} from '@seatrial/core'
import { z } from 'zod'
import { crossCheck } from './cross-check.ts'
import { durationOrNeverWord, durationWord, positiveDurationWord } from './duration.ts'

/** What errors say instead of a distribution. */
const A_DISTRIBUTION = 'a duration such as 25s or a distribution such as { median: 25s, p99: 65s }'

const positive = z.number().positive({ error: 'a number above 0' })
const shape = positive.describe('The shape of the law.')
const scale = positiveDurationWord.describe('The scale of the law.')
const lowest = durationWord.describe('The lowest value.')
const highest = durationWord.describe('The highest value.')

/** A law inside another one; lazy, since it may be any. */
const law = z.lazy((): z.ZodType<Distribution> => distributionSchema).describe('The law itself.')

/** The laws that are written as `{ law: parameters }`, by that key. */
const laws = {
  uniform: z
    .strictObject({ low: lowest, high: highest })
    .check(inOrder('low', 'high'))
    .describe('Anything from low to high, all equally likely.'),
  triangular: z
    .strictObject({
      low: lowest,
      mode: durationWord.describe('The likeliest value.'),
      high: highest,
    })
    .check(inOrder('low', 'mode'), inOrder('mode', 'high'))
    .describe('From low to high, most likely mode.'),
  exponential: z
    .strictObject({ mean: positiveDurationWord.describe('The mean.') })
    .describe('Memoryless.'),
  gamma: z
    .strictObject({ shape, scale })
    .describe('The sum of `shape` exponential stages of mean `scale`.'),
  weibull: z
    .strictObject({ scale, shape })
    .describe('Exponential at shape 1; above it the end becomes likelier with time.'),
  empirical: z
    .array(durationWord)
    .min(1)
    .describe('Observed values; all between two neighbouring ones is equally likely.'),
  mixture: z
    .array(
      z.strictObject({
        weight: positive.describe('How often this law is drawn, relative to the others.'),
        of: law,
      }),
    )
    .min(1)
    .describe('One of several laws, by weight.'),
  shifted: z
    .strictObject({
      by: durationWord.describe('Added to every value.'),
      of: law,
    })
    .describe('A law with a minimum below it.'),
  truncated: z
    .strictObject({
      low: lowest.exactOptional().describe('The lowest value; default 0.'),
      high: highest.exactOptional().describe('The highest value; default: none.'),
      of: law,
    })
    .check(inOrder('low', 'high'))
    .describe('A law restricted to the values from low to high.'),
}

const parametersSchema = z
  .strictObject({
    median: positiveDurationWord
      .exactOptional()
      .describe('Of a log-normal law; with p99 or sigma.'),
    p99: durationWord.exactOptional().describe('99 % of the values are below it.'),
    sigma: z
      .number()
      .nonnegative()
      .exactOptional()
      .describe('Standard deviation of the logarithm.'),
    uniform: laws.uniform.exactOptional(),
    triangular: laws.triangular.exactOptional(),
    exponential: laws.exponential.exactOptional(),
    gamma: laws.gamma.exactOptional(),
    weibull: laws.weibull.exactOptional(),
    empirical: laws.empirical.exactOptional(),
    mixture: laws.mixture.exactOptional(),
    shifted: laws.shifted.exactOptional(),
    truncated: laws.truncated.exactOptional(),
  })
  .meta({ minProperties: 1, maxProperties: 2 })

type Parameters = z.output<typeof parametersSchema>

/**
 * The law of a random duration as scenarios write it: `25s`, `never`, `{ median: 25s, p99: 65s }`,
 * `{ median: 25s, sigma: 0.4 }` or `{ weibull: { scale: 10s, shape: 1.7 } }` and its like.
 */
export const distributionSchema: z.ZodType<Distribution> = z
  .union(
    [
      durationOrNeverWord.transform((value): Distribution => ({ type: 'constant', value })),
      parametersSchema.transform((parameters, context): Distribution => {
        const distribution = toDistribution(parameters)
        const expected = typeof distribution === 'string' ? distribution : whyInvalid(distribution)
        if (typeof distribution !== 'string' && expected === undefined) return distribution
        context.issues.push({ code: 'custom', input: parameters, message: expected! })
        return z.NEVER
      }),
    ],
    { error: A_DISTRIBUTION },
  )
  .meta({
    id: 'Distribution',
    description:
      'How long something takes: a constant (25s), a log-normal law by its median and p99 or sigma, or another law.',
    examples: ['25s', { median: '25s', p99: '65s' }, { weibull: { scale: '10s', shape: 1.7 } }],
  })

/** The kernel's distribution, or what should have been written instead. */
function toDistribution(parameters: Parameters): Distribution | string {
  if (Object.keys(parameters).some((key) => LOG_NORMAL_KEYS.has(key)))
    return toLogNormal(parameters)
  if (Object.keys(parameters).length !== 1) return A_DISTRIBUTION
  const { uniform, triangular, exponential, gamma, weibull } = parameters
  if (uniform !== undefined) return { type: 'uniform', ...uniform }
  if (triangular !== undefined) return { type: 'triangular', ...triangular }
  if (exponential !== undefined) return { type: 'exponential', ...exponential }
  if (gamma !== undefined) return { type: 'gamma', ...gamma }
  if (weibull !== undefined) return { type: 'weibull', ...weibull }
  return toComposite(parameters)
}

function toComposite({
  empirical,
  mixture,
  shifted,
  truncated,
}: Parameters): Distribution | string {
  if (empirical !== undefined) return { type: 'empirical', values: empirical }
  if (mixture !== undefined) {
    const components = mixture.map(({ weight, of }) => ({ weight, distribution: of }))
    return { type: 'mixture', components }
  }
  if (shifted !== undefined) return { type: 'shifted', shift: shifted.by, distribution: shifted.of }
  if (truncated === undefined) return A_DISTRIBUTION
  const { of, ...bounds } = truncated
  return { type: 'truncated', distribution: of, ...bounds }
}

function toLogNormal(parameters: Parameters): Distribution | string {
  const { median, p99, sigma, ...others } = parameters
  if (
    median === undefined ||
    (p99 === undefined) === (sigma === undefined) ||
    Object.keys(others).length > 0
  ) {
    return 'a median with either p99 or sigma, and nothing else'
  }
  if (sigma !== undefined) return { type: 'log-normal', median, sigma }
  return p99! < median
    ? 'a p99 that is not below the median'
    : logNormalFromQuantiles({ p50: median, p99: p99! })
}

/** What the kernel would have expected, or `undefined` when it takes the distribution. */
function whyInvalid(distribution: Distribution): string | undefined {
  try {
    assertValid(distribution)
    return undefined
  } catch (error) {
    if (error instanceof DistributionError) return error.expected
    throw error
  }
}

const LOG_NORMAL_KEYS: ReadonlySet<string> = new Set(['median', 'p99', 'sigma'])

/** A check that one parameter is not above another, reported at the second. */
function inOrder<Low extends string, High extends string>(
  low: Low,
  high: High,
): z.core.$ZodCheck<{ readonly [Key in Low | High]?: number }> {
  return crossCheck((parameters: { readonly [Key in Low | High]?: number }) => {
    const { [low]: least, [high]: greatest } = parameters as Record<string, number | undefined>
    if (typeof least !== 'number' || typeof greatest !== 'number' || least <= greatest)
      return undefined
    return { expected: `at least as much as ${low}`, field: high }
  })
}
