import { describe, expect, it } from 'vitest'
import { analyseComparison } from '../../../src/experiments/analysis/analyse-comparison.ts'
import { findReleaseDifferences } from '../../../src/experiments/analysis/release-findings.ts'
import { runReplication } from '../../../src/experiments/run-replication.ts'
import type { Study } from '../../../src/experiments/study.ts'
import { parseExperiment } from '../../../src/format/experiment/parse-experiment.ts'
import { studyOf } from '../../../src/experiments/study-of.ts'
import { aStudy } from '../a-study.ts'
import { noise, someReplications } from './some-replications.ts'

const MANIFEST = `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web }
spec:
  replicas: 2
  serviceName: web
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: 'web:1' }] }
`

function run(study: Study, count: number) {
  return Array.from({ length: count }, (_, replication) =>
    study.variants.map(({ number }) => runReplication(study, number, replication)),
  ).flat()
}

describe('the analysis of a study', () => {
  const study = aStudy('replications: 12\n  goal: { minimise: rolloutDuration, indifference: 10s }')
  const analysis = analyseComparison(study, run(study, 12))

  it('tells of every variant, and of all but the baseline what it is beside it', () => {
    const [ordered, parallel] = analysis.variants

    expect(analysis.replicationCount).toBe(12)
    expect(ordered!.comparison).toBeUndefined()
    expect(parallel!.comparison?.baseline).toBe(0)
    expect(parallel!.comparison?.differences[0]).toMatchObject({
      measure: { name: 'rolloutDuration' },
      verdict: 'better',
    })
  })

  it('makes the intervals of all differences hold together, stalls included', () => {
    const { family, measures } = analysis

    expect(family.size).toBe(measures.length + 1)
    expect(1 - family.memberLevel).toBeCloseTo(0.05 / family.size)
  })

  it('is the same whichever way the replications come', () => {
    const reversed = analyseComparison(study, run(study, 12).toReversed())

    expect(JSON.stringify(reversed.variants)).toBe(JSON.stringify(analysis.variants))
  })
})

describe('the timeout of a variant', () => {
  const study = aStudy()
  const timeoutFor = (count: number, duration: (replication: number) => number) =>
    analyseComparison(
      study,
      someReplications({ variants: 2, replications: count }, (_, replication) => ({
        rolloutDuration: duration(replication),
      })),
    ).variants[0]!.timeout.advice

  it('is a whole minute above the bound of the p99, from 299 replications on', () => {
    expect(timeoutFor(299, (replication) => 100 + 30 * noise(replication))).toMatchObject({
      type: 'timeout',
      timeout: 180,
    })
  })

  it('is one of the p95 from 59 replications on, and refused below', () => {
    const timeouts = (count: number) =>
      analyseComparison(
        study,
        someReplications({ variants: 2, replications: count }, () => ({ rolloutDuration: 100 })),
      ).variants[0]!.timeout

    expect(timeouts(298)).toMatchObject({ probability: 0.95, advice: { type: 'timeout' } })
    expect(timeouts(58)).toMatchObject({
      probability: 0.99,
      advice: { type: 'too few replications', count: 58, needed: 299 },
    })
  })

  it('is not finite when too many may stall', () => {
    const advice = timeoutFor(400, (replication) => (replication % 50 === 0 ? Infinity : 100))

    expect(advice).toMatchObject({ type: 'too many stalls', stalls: { happened: 8 } })
  })
})

describe('two releases side by side', () => {
  it('are told apart by the first stored change that differs, and by its switch', () => {
    const text = `kind: Experiment
spec:
  scenario: { manifests: [web.yaml] }
  vary: { kubernetes: ['1.34', '1.37'] }
`
    const readFile = () => MANIFEST
    const study = studyOf(parseExperiment(text, { file: 'releases.yaml', readFile }))
    const [finding] = findReleaseDifferences(study)

    expect(finding).toMatchObject({ variant: 1, baseline: 0 })
    expect(finding?.difference?.switches.length).toBeGreaterThan(0)
    expect(finding?.decisive?.without).not.toBe(finding?.decisive?.duration)
  })

  it('are not looked for where something else differs too', () => {
    expect(findReleaseDifferences(aStudy())).toEqual([])
  })
})
