import { describe, expect, it } from 'vitest'
import type { Replication } from '../../src/experiments/replication.ts'
import {
  REPLICATION_MEASURES,
  type ReplicationMeasureName,
} from '../../src/experiments/replication-measure.ts'
import { runReplication } from '../../src/experiments/run-replication.ts'
import { simulate } from '../../src/run/simulate.ts'
import { daemonSet, smallStudy, statefulSet } from './small-studies.ts'

function valueOf({ values }: Replication, measure: ReplicationMeasureName): number {
  return values[REPLICATION_MEASURES.findIndex(({ name }) => name === measure)]!
}

const IDEAL = 'cluster: { profile: kwok-ideal, clientLimits: unlimited, nodes: [{ count: 12 }] }'

describe('a replication', () => {
  const study = smallStudy({
    manifest: statefulSet(3),
    scenario: `timeline: [{ when: { settled: all }, then: { restart: sts/web } }]
expect: [rolloutDuration <= 10m, unavailable max <= 0]`,
    experiment: 'vary: { statefulset/web: { spec.podManagementPolicy: [OrderedReady, Parallel] } }',
  })

  it('is the run of its variant with its own chance, in numbers', () => {
    const { scenario } = study.variants[1]!
    const result = simulate(scenario, { replication: 4, inputUncertainty: 'drawn' })
    const { measures } = result.rollouts.at(-1)!

    expect(runReplication(study, 1, 4)).toEqual({
      variant: 1,
      replication: 4,
      outcome: 'done',
      values: [
        measures.rolloutDuration! / 1_000_000,
        measures.readyPodTimeLost / 1_000_000,
        measures.minimumReady,
        measures.maximumUnavailable,
        measures.timeBelowQuorum! / 1_000_000,
        measures.longestPodOutage / 1_000_000,
        measures.timeUnavailableInTwoZones / 1_000_000,
        measures.peakSurge,
        measures.blastRadius,
      ],
      expectations: [true, false],
      traceDigest: result.traceDigest,
    })
  })

  it('has its own chance, the same each time', () => {
    const digests = [0, 1, 2, 0].map((number) => runReplication(study, 0, number).traceDigest)

    expect(new Set(digests).size).toBe(3)
    expect(digests[3]).toBe(digests[0])
  })

  it('takes for ever when it stalls, and when it meets its horizon', () => {
    const stuck = smallStudy({
      manifest: statefulSet(3),
      scenario: `timeline: [{ when: { settled: all }, then: { setImage: { sts/web: web:2 } } }]
until: { settled: all, atMost: 1h }
cluster: { images: { "web:2": { pullable: false } } }`,
      experiment: 'replications: 1',
    })
    const replication = runReplication(stuck, 0, 0)

    expect(replication.outcome).not.toBe('done')
    expect(valueOf(replication, 'rolloutDuration')).toBe(Infinity)
    expect(valueOf(replication, 'maximumUnavailable')).toBe(1)
  })

  it('of a DaemonSet has no quorum', () => {
    const agents = smallStudy({
      manifest: daemonSet(),
      scenario: IDEAL,
      experiment: 'replications: 1',
    })

    expect(valueOf(runReplication(agents, 0, 0), 'timeBelowQuorum')).toBeNaN()
  })
})

describe('what a policy risks', () => {
  it('is as many pods as it lets start before the first has been ready for long enough', () => {
    const study = smallStudy({
      manifest: daemonSet(),
      scenario: `${IDEAL}
latency: { daemonset/web: { applicationReady: 10s } }
timeline: [{ when: { settled: all }, then: { restart: ds/web } }]`,
      experiment: `vary:
  daemonset/web:
    spec.updateStrategy.rollingUpdate.maxUnavailable: [1, 5]
    spec.minReadySeconds: [0, 30]`,
    })
    const risks = study.variants.map(({ number }) => {
      const replication = runReplication(study, number, 0)
      return [valueOf(replication, 'blastRadius'), valueOf(replication, 'peakSurge')]
    })

    expect(risks).toEqual([
      [1, 0],
      [1, 0],
      [5, 0],
      [5, 0],
    ])
  })

  it('grows with what may surge, and costs as many pods more', () => {
    const study = smallStudy({
      manifest: daemonSet('updateStrategy: { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } }'),
      scenario: `${IDEAL}
latency: { daemonset/web: { applicationReady: 10s, termination: 2s } }
timeline: [{ when: { settled: all }, then: { restart: ds/web } }]`,
      experiment: 'vary: { daemonset/web: { spec.updateStrategy.rollingUpdate.maxSurge: [1, 3] } }',
    })
    const [one, three] = study.variants.map(({ number }) => runReplication(study, number, 0))

    expect(valueOf(one!, 'blastRadius')).toBe(1)
    expect(valueOf(three!, 'blastRadius')).toBe(3)
    expect(valueOf(three!, 'peakSurge')).toBeGreaterThan(valueOf(one!, 'peakSurge'))
    expect(valueOf(three!, 'maximumUnavailable')).toBe(0)
  })

  it('is the whole workload where nobody looks: all pods of a new revision that never get ready', () => {
    const study = smallStudy({
      manifest: statefulSet(4, 'podManagementPolicy: Parallel'),
      scenario: `timeline: [{ when: { settled: all }, then: { setImage: { sts/web: web:2 } } }]
until: { settled: all, atMost: 30m }
cluster: { images: { "web:2": { pullable: false } } }`,
      experiment:
        'vary: { statefulset/web: { spec.updateStrategy.rollingUpdate.maxUnavailable: [4] } }',
    })

    expect(valueOf(runReplication(study, 0, 0), 'blastRadius')).toBe(4)
  })
})
