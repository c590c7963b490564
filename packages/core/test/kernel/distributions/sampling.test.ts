import { describe, expect, it } from 'vitest'
import type { Distribution } from '../../../src/kernel/distributions/distribution.ts'
import { compileSampler, sample } from '../../../src/kernel/distributions/sampling.ts'
import { examples } from './examples.ts'

describe('sampling', () => {
  it.each(examples)('gives whole microseconds, compiled or not: %s', (_, distribution) => {
    const sampler = compileSampler(distribution)

    for (const u of [2 ** -53, 0.001, 0.2, 0.5, 0.9, 0.999999, 1 - 2 ** -53]) {
      const duration = sample(distribution, u)
      expect(Number.isInteger(duration) && duration >= 0).toBe(true)
      expect(sampler.sample(u)).toBe(duration)
    }
  })

  it('rounds to the nearest, and nothing lies below zero', () => {
    const distribution: Distribution = { type: 'uniform', low: 0, high: 1 }

    expect(Object.is(sample(distribution, 0.25), 0)).toBe(true)
    expect(sample(distribution, 0.75)).toBe(1)
  })
})
