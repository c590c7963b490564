import { LatencyModel, RandomStreams, type WallTime, findLatencyProfile } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { parseExpectation } from '../../../src/format/expectations/expectation.ts'
import type { Expectation } from '../../../src/format/expectations/expectation.ts'
import { latencyOrigins } from '../../../src/results/summary/latency-origins.ts'
import { summaryDocument } from '../../../src/results/summary/summary-document.ts'
import { summarySchema } from '../../../src/results/summary/summary-schema.ts'
import { type Summary, summaryJsonSchema } from '../../../src/results/summary/summary.ts'
import { fieldsOf } from '../described-fields.ts'
import { StagedCluster } from '../staged-cluster.ts'

describe('the summary', () => {
  it('is what its schema says', () => {
    const summary = summarise()

    expect(summarySchema.parse(summary)).toEqual(summary)
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary)
  })

  it('tells of each rollout in seconds', () => {
    const [rollout] = summarise().rollouts

    expect(rollout).toMatchObject({
      workload: 'statefulset/web',
      kind: 'create',
      revision: 'web-1',
      start_s: 0.5,
      end: 'done',
      end_s: 3.25,
      desired: 1,
      waited_s: { kubelet: 2, ready: 0, serve: 0 },
      measures: {
        rolloutDuration_s: 2.75,
        readyPodSecondsLost: 2.5,
        minimumReady: 0,
        maximumUnavailable: 1,
        timeBelowQuorum_s: 2.5,
        longestPodOutage_s: 0,
        podStart: { count: 1, mean_s: 2, p50_s: 2, p90_s: 2, p99_s: 2, max_s: 2 },
        podTermination: null,
        podOutage: null,
      },
      stillWaiting: [],
      explanation: [],
    })
  })

  it('says why nothing moved its answer, and what would tell', () => {
    expect(summarise()).toMatchObject({
      sensitivity: null,
      sensitivityNotTried: { reason: 'too long', instead: 'seatrial run --replications 30' },
    })
  })

  it('says what was expected and what was seen', () => {
    expect(summarise().expectations).toEqual([
      {
        text: 'rolloutDuration <= 2s',
        result: 'failed',
        workload: 'statefulset/web',
        seen: 2.75,
        unit: 's',
        time_s: null,
        note: null,
      },
      {
        text: 'ready >= 100%',
        result: 'met',
        workload: 'statefulset/web',
        seen: 1,
        unit: 'share',
        time_s: 3.25,
        note: null,
      },
    ])
  })

  it('counts where the latencies come from, and lists those that a workload has for itself', () => {
    const { latencies } = summarise()
    const { given, observed, published, assumed, stages } = latencies

    expect(given + observed + published + assumed).toBe(stages.length)
    expect(stages.filter(({ of }) => of !== 'cluster')).toEqual([
      {
        of: 'statefulset/web',
        stage: 'termination',
        origin: 'observed',
        observations: 40,
        source: null,
      },
    ])
  })

  it('has a JSON Schema that describes every field', () => {
    const fields = fieldsOf(summaryJsonSchema())
    const undescribed = fields.filter(([, field]) => !field.description)

    expect(fields.map(([path]) => path)).toContain('rollouts.measures.podStart.p99_s')
    expect(undescribed).toEqual([])
  })
})

function summarise(): Summary {
  const cluster = new StagedCluster({
    expectations: ['rolloutDuration <= 2s', 'ready >= 100%'].map(
      (text) => parseExpectation(text) as Expectation,
    ),
  })
  cluster.recorder.startCounting()
  const set = cluster.at(0.5).statefulSet('web', { replicas: 1 })
  cluster.at(1)
  cluster.pod(set, 0, 'web-1')
  cluster.bind('web-0', 'n1')
  cluster.at(3).run('web-0', true)
  cluster
    .at(3.25)
    .statefulSetStatus('web', { readyReplicas: 1, updateRevision: 'web-1', updatedReplicas: 1 })
  const recorder = cluster.finishAt(10)
  return summaryDocument({
    scenario: { name: 'web', hash: '0123' },
    seed: '42',
    replication: 0,
    kubernetes: { asked: '1.35.2', profile: '1.35.0', featureGates: {} },
    engineVersion: '0.1.0',
    epoch: 1_767_225_600_000_000 as WallTime,
    outcome: { type: 'finished', time: cluster.now },
    rollouts: recorder.rollouts,
    verdicts: recorder.judge('done'),
    certainty: undefined,
    sensitivity: { type: 'not tried', reason: 'too long' },
    latencies: latencyOrigins(latencyModel(), [
      { kind: 'StatefulSet', namespace: 'default', name: 'web' },
    ]),
    services: [],
    pods: recorder.podCounts,
    trace: { digest: recorder.digest, changes: recorder.changeCount },
    files: ['timeline.csv'],
  })
}

function latencyModel(): LatencyModel {
  const termination = {
    distribution: { type: 'constant', value: 1_000_000 },
    origin: { type: 'observed', count: 40 },
  } as const
  const profile = findLatencyProfile('managed-cloud')!
  return new LatencyModel(
    profile,
    { 'statefulset/web': { stages: { termination } } },
    new RandomStreams('1', 0),
  )
}
