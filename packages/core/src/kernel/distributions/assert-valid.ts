import { assertNever } from '../../assert.ts'
import { DistributionError } from './distribution-error.ts'
import type {
  Distribution,
  EmpiricalDistribution,
  MixtureDistribution,
  TriangularDistribution,
  TruncatedDistribution,
  UniformDistribution,
} from './distribution.ts'
import { lawOf } from './law-of.ts'

/**
 * Throws a `DistributionError` that names the first parameter which the distribution cannot have.
 *
 * @param path what the error calls the distribution itself
 */
export function assertValid(distribution: Distribution, path = 'distribution'): void {
  switch (distribution.type) {
    case 'constant':
      return mustBeNonNegative(`${path}.value`, distribution.value)
    case 'uniform':
      return assertValidUniform(distribution, path)
    case 'triangular':
      return assertValidTriangular(distribution, path)
    case 'exponential':
      return mustBePositive(`${path}.mean`, distribution.mean)
    case 'gamma':
    case 'weibull':
      mustBePositive(`${path}.scale`, distribution.scale)
      return mustBePositive(`${path}.shape`, distribution.shape)
    case 'log-normal':
      mustBePositive(`${path}.median`, distribution.median)
      return mustBeNonNegative(`${path}.sigma`, distribution.sigma)
    case 'empirical':
      return assertValidEmpirical(distribution, path)
    case 'mixture':
      return assertValidMixture(distribution, path)
    case 'shifted':
      mustBeNonNegative(`${path}.shift`, distribution.shift)
      return assertValid(distribution.distribution, `${path}.distribution`)
    case 'truncated':
      return assertValidTruncated(distribution, path)
    default:
      return assertNever(distribution)
  }
}

function assertValidUniform({ low, high }: UniformDistribution, path: string): void {
  mustBeNonNegative(`${path}.low`, low)
  mustNotBeBelow(`${path}.high`, high, 'low', low)
}

function assertValidTriangular({ low, mode, high }: TriangularDistribution, path: string): void {
  mustBeNonNegative(`${path}.low`, low)
  mustNotBeBelow(`${path}.mode`, mode, 'low', low)
  mustNotBeBelow(`${path}.high`, high, 'mode', mode)
}

function assertValidEmpirical({ values }: EmpiricalDistribution, path: string): void {
  if (values.length === 0) {
    throw new DistributionError(`${path}.values`, 'at least one value', values)
  }
  values.forEach((value, index) => mustBeNonNegative(`${path}.values[${index}]`, value))
}

function assertValidMixture({ components }: MixtureDistribution, path: string): void {
  components.forEach(({ weight, distribution }, index) => {
    mustBeNonNegative(`${path}.components[${index}].weight`, weight)
    assertValid(distribution, `${path}.components[${index}].distribution`)
  })
  if (!components.some(({ weight }) => weight > 0)) {
    throw new DistributionError(
      `${path}.components`,
      'at least one component with a weight above 0',
      components,
    )
  }
}

function assertValidTruncated(distribution: TruncatedDistribution, path: string): void {
  assertValid(distribution.distribution, `${path}.distribution`)
  const { low, high } = distribution
  if (low !== undefined) mustBeNonNegative(`${path}.low`, low)
  if (high !== undefined) mustNotBeBelow(`${path}.high`, high, 'low', low ?? 0)
  try {
    lawOf(distribution)
  } catch (error) {
    if (!(error instanceof DistributionError)) throw error
    throw new DistributionError(path, error.expected, { low, high })
  }
}

function mustBePositive(path: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new DistributionError(path, 'a number above 0', value)
}

function mustBeNonNegative(path: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) {
    throw new DistributionError(path, 'a number not below 0', value)
  }
}

function mustNotBeBelow(path: string, value: number, other: string, least: number): void {
  if (!(value >= least && value < Infinity)) {
    throw new DistributionError(path, `a number not below ${other}, which is ${least}`, value)
  }
}
