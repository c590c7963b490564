import { describe, expect, it } from 'vitest'
import { analyseComparison } from '../../../src/experiments/analysis/analyse-comparison.ts'
import { chosenSubject } from '../../../src/experiments/analysis/chosen-variant.ts'
import { findSensitivity } from '../../../src/experiments/analysis/find-sensitivity.ts'
import { findReleaseDifferences } from '../../../src/experiments/analysis/release-findings.ts'
import { auditDraws } from '../../../src/experiments/audit-draws.ts'
import {
  comparisonDocument,
  comparisonJsonSchema,
} from '../../../src/experiments/results/comparison-document.ts'
import { comparisonSchema } from '../../../src/experiments/results/comparison-schema.ts'
import type { Study } from '../../../src/experiments/study.ts'
import { fieldsOf } from '../../results/described-fields.ts'
import { aStudy } from '../a-study.ts'
import { noise, someReplications } from '../analysis/some-replications.ts'

describe('the JSON document of a comparison', () => {
  it('is what its schema says, with everything that can be found out', async () => {
    const study = aStudy(`replications: 70
  goal: { minimise: rolloutDuration, subjectTo: [unavailable max <= 2] }`)
    const document = await documentOf(study, 70, (variant) => 100 - 50 * variant)

    expect(comparisonSchema.parse(document)).toEqual(document)
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    expect(document).toMatchObject({
      schemaVersion: 1,
      engine: { name: 'seatrial', version: '1.2.3' },
      replications: 70,
      variants: [
        { name: 'podManagementPolicy=OrderedReady', comparison: null },
        {
          comparison: {
            baseline: 'podManagementPolicy=OrderedReady',
            differences: { rolloutDuration_s: { verdict: 'better' } },
          },
          timeout: { advice: 'timeout', probability: 0.95, timeout_s: 60, needed: null },
        },
      ],
      recommendation: { answer: { type: 'selected', variant: 'podManagementPolicy=Parallel' } },
    })
  })

  it('says null of what never ends and of what nothing bounds', async () => {
    const study = aStudy('replications: 5')
    const stalling = (variant: number, replication: number) =>
      variant === 1 && replication === 2 ? Infinity : 100
    const document = await documentOf(study, 5, stalling)
    const [, parallel] = document.variants

    expect(comparisonSchema.parse(document)).toEqual(document)
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    expect(parallel!.stalled).toMatchObject({ happened: 1, count: 5 })
    expect(parallel!.measures.rolloutDuration_s).toMatchObject({
      mean: null,
      quantiles: { p99: { value: null, interval: { high: null } } },
    })
    expect(parallel!.timeout).toMatchObject({ advice: 'too few replications', needed: 299 })
  })

  it('has a JSON Schema that describes every field', () => {
    const fields = fieldsOf(comparisonJsonSchema())

    expect(fields.map(([path]) => path)).toContain('variants.measures.quantiles.interval.high')
    expect(fields.filter(([, { description }]) => !description)).toEqual([])
  })
})

async function documentOf(
  study: Study,
  replications: number,
  duration: (variant: number, replication: number) => number,
) {
  const runs = someReplications({ variants: 2, replications }, (variant, replication) => ({
    rolloutDuration: duration(variant, replication) + noise(replication, variant),
    expectations: [true, true],
  }))
  const releases = findReleaseDifferences(study)
  const analysis = analyseComparison(study, runs, { releases, draws: auditDraws(study, 0) })
  const sensitivity = await findSensitivity(chosenSubject(analysis), 'screened')
  return comparisonDocument({ ...analysis, sensitivity }, { engineVersion: '1.2.3' })
}
