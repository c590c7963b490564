import { describe, expect, it } from 'vitest'
import { auditDraws } from '../../src/experiments/audit-draws.ts'
import {
  type SmallStudy,
  daemonSet,
  smallStudy,
  statefulSet,
  valuesOf,
  varianceOf,
} from './small-studies.ts'

/** A hundred nodes, log-normal starts and terminations, so many unavailable at most. */
const UNAVAILABLE: SmallStudy = {
  manifest: daemonSet(),
  scenario: `cluster: { profile: kwok-ideal, nodes: [{ count: 100 }] }
latency:
  daemonset/web:
    applicationReady: { median: 8s, p99: 26s }
    termination: { median: 3s, p99: 10s }
timeline:
  - when: { settled: all }
    then: { setImage: { daemonset/web: 'web:2' } }
`,
  experiment: `vary:
  daemonset/web: { spec.updateStrategy.rollingUpdate.maxUnavailable: [10, 12] }
`,
}

const POLICIES = smallStudy({
  manifest: statefulSet(6),
  scenario: `cluster: { nodes: [{ count: 8 }] }
churn: { nodeFailure: { rate: 30/day, outage: 5m } }
timeline:
  - when: { settled: all }
    then: { restart: statefulset/web }
`,
  experiment: `vary:
  statefulset/web:
    spec.podManagementPolicy: [OrderedReady, Parallel]
    spec.replicas: [6, 8]
  kubernetes: ["1.34", "1.37"]
`,
})

describe('common random numbers', () => {
  it('are the same for every variant that draws them', () => {
    for (const replication of [0, 1]) {
      expect(auditDraws(POLICIES, replication).conflicts).toEqual([])
    }
  })

  it('are looked at one by one: another seed does not go unnoticed', () => {
    const [one] = POLICIES.variants
    const other = { ...one!, number: 1, scenario: { ...one!.scenario, seed: '2' } }
    const { sharedByAll, conflicts } = auditDraws({ ...POLICIES, variants: [one!, other] }, 0)

    expect(conflicts).toHaveLength(sharedByAll)
    expect(conflicts[0]).toMatchObject({
      variants: [0, 1],
      values: [expect.any(Number), expect.any(Number)],
    })
  })

  it('are shared by most, and what one variant draws alone is counted', () => {
    const audit = auditDraws(POLICIES, 0)

    expect(audit.sharedByAll).toBeGreaterThan(0)
    expect(audit.sharedBySome).toBeGreaterThan(0)
    expect(audit.draws).toBe(audit.sharedByAll + audit.sharedBySome + audit.byOneOnly)
    expect(audit.purposes.map(({ purpose }) => purpose)).toContain('latency/containerStart')
  })

  it('take the variance out of differences: ten times at least for 10 against 12 of 100', () => {
    // What is uncertain of the inputs is shared, too, and would make it easy.
    const study = smallStudy(UNAVAILABLE, { inputUncertainty: 'off' })
    const sample = { measure: 'rolloutDuration', count: 12 } as const
    const [ten, twelve] = [valuesOf(study, 0, sample), valuesOf(study, 1, sample)]
    const differences = ten.map((value, replication) => value - twelve[replication]!)
    const reduction = (varianceOf(ten) + varianceOf(twelve)) / varianceOf(differences)

    expect(reduction).toBeGreaterThan(10)
  })
})
