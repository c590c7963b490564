import { Tally } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { studentTQuantile } from '../../../src/experiments/statistics/distributions.ts'
import { estimateQuantile } from '../../../src/experiments/statistics/quantile.ts'
import { sortSample } from '../../../src/experiments/statistics/sample.ts'
import { percent, undocumentedRows } from './documented-rows.ts'
import { fourStandardErrors, samplesOf, uniformDraws } from './draws.ts'
import { KNOWN_LAWS, type KnownLaw } from './laws.ts'

const TRIALS = 5000
const COUNTS = [10, 30, 100, 300]

describe('how often the t interval of a mean holds the true mean', () => {
  it.each(KNOWN_LAWS)('is documented as it is measured: $name', (law) => {
    const coverages = meanCoverages(law)

    expect(undocumentedRows(law.name, ...coverages.map(percent))).toEqual([])
  })
})

describe('the order-statistic interval of a quantile', () => {
  it.each(KNOWN_LAWS.slice(1))('holds at least its level: $name', (law) => {
    const trials = 1000
    const draw = uniformDraws(`quantile coverage ${law.name}`)
    for (const probability of [0.5, 0.95]) {
      const exact = law.quantile(probability)
      let covered = 0
      for (let trial = 0; trial < trials; trial++) {
        const sorted = sortSample(samplesOf(100, () => law.quantile(draw())))
        const { low = -Infinity, high = Infinity } = estimateQuantile(sorted, probability).interval
        if (low <= exact && exact <= high) covered += 1
      }

      expect(covered / trials).toBeGreaterThan(0.95 - fourStandardErrors(0.95, trials))
    }
  })
})

describe('the known laws', () => {
  it('agree with the published quantiles of the maximum of 100', () => {
    const maximum = KNOWN_LAWS.at(-1)!

    expect(maximum.quantile(0.95)).toBeCloseTo(41.3117, 4)
    expect(maximum.quantile(0.99)).toBeCloseTo(51.3324, 4)
  })

  it.each(KNOWN_LAWS)('has the mean that it says: $name', ({ quantile, mean }) => {
    const points = 200_000
    let sum = 0
    for (let point = 0; point < points; point++) sum += quantile((point + 0.5) / points)

    expect(sum / points).toBeCloseTo(mean, 2)
  })
})

/** By the order of the counts; smaller samples are the beginnings of larger ones. */
function meanCoverages({ name, mean, quantile }: KnownLaw): number[] {
  const draw = uniformDraws(`mean coverage ${name}`)
  const tQuantiles = COUNTS.map((count) => studentTQuantile(0.975, count - 1))
  const covered = COUNTS.map(() => 0)
  for (let trial = 0; trial < TRIALS; trial++) {
    const tally = new Tally()
    for (const [index, count] of COUNTS.entries()) {
      while (tally.count < count) tally.add(quantile(draw()))
      const isCovered = Math.abs(tally.mean - mean) <= tQuantiles[index]! * tally.standardError
      if (isCovered) covered[index]! += 1
    }
  }
  return covered.map((times) => times / TRIALS)
}
