import { describe, expect, it } from 'vitest'
import { type QuickOptions, scenarioFromManifests } from '../../src/index.ts'
import { errorsOf } from '../format/errors-of.ts'
import { FLUENTD, KAFKA } from '../format/manifests.ts'
import { manifestsOf } from './manifests-of.ts'

const kafka = { kind: 'StatefulSet', namespace: 'default', name: 'kafka' }
const fluentd = { kind: 'DaemonSet', namespace: 'kube-system', name: 'fluentd' }

function timelineOf(text: string, options: QuickOptions): unknown {
  return scenarioFromManifests(manifestsOf(text), options).timeline
}

function refusal(text: string, options: QuickOptions): readonly string[] {
  return errorsOf(() => scenarioFromManifests(manifestsOf(text), options))
}

describe('plain manifests as a scenario', () => {
  it('have the name of their file, what they leave out by default, and what matters not by name', () => {
    const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: s }\n'
    const scenario = scenarioFromManifests(manifestsOf(`${KAFKA}---\n${secret}`))

    expect(scenario).toMatchObject({
      kind: 'Scenario',
      name: 'kafka',
      seed: '1',
      kubernetes: '1.37',
      existing: [],
      ignoredKinds: ['Secret'],
      // A day, and a quarter of an hour for each of three pods, as they are and as they will be.
      until: { type: 'settled', workloads: 'all', atMost: (24 + 1.5) * 3_600_000_000 },
    })
    expect(scenario.manifests.map(({ kind }) => kind)).toEqual(['StatefulSet'])
  })

  it('take version, profile, seed and number of nodes from the options', () => {
    const options = { kubernetes: 'v1.35.2', profile: 'edge', seed: 'blue', nodes: 7 }

    expect(scenarioFromManifests(manifestsOf(KAFKA), options)).toMatchObject({
      kubernetes: 'v1.35.2',
      seed: 'blue',
      cluster: { profile: 'edge', nodes: [{ count: 7 }] },
    })
  })

  it('need something that rolls out', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: kafka }\n'

    expect(refusal(service, {})).toEqual([
      'shop/kafka.yaml: expected a StatefulSet or DaemonSet, got only Service',
    ])
  })

  it('refuse a version and a profile that nobody knows, with the nearest', () => {
    expect(refusal(KAFKA, { kubernetes: '1.25' })).toEqual([
      '--kubernetes: expected a Kubernetes version: one of 1.13, 1.33, 1.34, 1.35.0, 1.35.4, 1.36, 1.37, ' +
        'got "1.25"',
    ])
    expect(refusal(KAFKA, { profile: 'bare-metall' })[0]).toMatch(/^--profile: .*bare-metal\?\)$/)
  })
})

describe('objects that come from a cluster', () => {
  const stored = KAFKA.replace(
    'name: kafka\n',
    'name: kafka\n  uid: "1"\n  creationTimestamp: 2026-03-01T10:00:00Z\n',
  )
  const node =
    'apiVersion: v1\nkind: Node\nmetadata: { name: node-x, uid: "2" }\n' +
    'status: { conditions: [{ type: Ready, status: "True", lastTransitionTime: 2026-03-02T10:00:00Z }] }\n'

  it('exist already, and no later than the run begins', () => {
    const scenario = scenarioFromManifests(manifestsOf(`${stored}---\n${node}`))

    expect(scenario.manifests).toEqual([])
    expect(scenario.existing.map(({ kind }) => kind)).toEqual(['StatefulSet', 'Node'])
    expect(scenario.epoch).toBe(Date.parse('2026-03-02T10:00:00Z') * 1_000)
  })

  it('are the cluster where there are nodes among them', () => {
    expect(scenarioFromManifests(manifestsOf(`${KAFKA}---\n${node}`)).cluster.nodes).toEqual([])
    expect(refusal(`${KAFKA}---\n${node}`, { nodes: 3 })).toEqual([
      '--nodes: expected nothing, since the Node objects in the input are the cluster, got 3',
    ])
  })
})

describe('the change', () => {
  it('is a restart of all workloads when nothing else is said', () => {
    expect(timelineOf(`${KAFKA}---\n${FLUENTD}`, {})).toEqual([
      {
        trigger: { type: 'at', time: 0 },
        actions: [{ type: 'restart', workloads: [kafka, fluentd] }],
      },
    ])
  })

  it('is nothing for --create', () => {
    expect(timelineOf(KAFKA, { create: true })).toEqual([])
  })

  it('touches a workload once, so that it has one rollout', () => {
    const options = {
      image: ['kafka=kafka:4.2', 'sts/kafka:format=kafka:4.2'],
      set: ['spec.minReadySeconds=10'],
      scale: ['sts/kafka=5'],
    }

    expect(timelineOf(KAFKA, options)).toEqual([
      {
        trigger: { type: 'at', time: 0 },
        actions: [
          {
            type: 'set',
            changes: [
              {
                workload: kafka,
                fields: [
                  { path: image('containers'), value: 'kafka:4.2' },
                  { path: image('initContainers'), value: 'kafka:4.2' },
                  { path: ['spec', 'replicas'], value: 5 },
                  { path: ['spec', 'minReadySeconds'], value: 10 },
                ],
              },
            ],
          },
        ],
      },
    ])
  })

  it('changes what --apply brings before it is applied', () => {
    const next = manifestsOf(KAFKA.replace('replicas: 3', 'replicas: 4')).objects
    const timeline = timelineOf(`${KAFKA}---\n${FLUENTD}`, {
      apply: next,
      image: ['kafka=kafka:4.2', 'fluentd=fluentd:2'],
    })

    expect(timeline).toMatchObject([
      {
        actions: [
          {
            type: 'apply',
            manifests: [
              {
                name: 'kafka',
                object: {
                  spec: {
                    replicas: 4,
                    template: {
                      spec: { containers: [{ image: 'kafka:4.2' }, { image: 'exporter:1.0' }] },
                    },
                  },
                },
              },
            ],
          },
          { type: 'set', changes: [{ workload: fluentd }] },
        ],
      },
    ])
  })

  it('is refused with all that is wrong with it', () => {
    expect(refusal(KAFKA, { image: ['kafak=x'], scale: ['kafka=3'] })).toEqual([
      expect.stringMatching(/^--image: .* \(did you mean kafka\?\)$/),
      expect.stringMatching(/^--scale: expected statefulset\/NAME=N/),
    ])
  })

  it.each([
    [
      { set: ['spec.replicas=abc'] },
      '--set: statefulset/kafka spec.replicas: expected a whole number of 32 bits, got "abc"',
    ],
    [
      { set: ['spec.replicas=10000000000'] },
      '--set: statefulset/kafka spec.replicas: expected a whole number of 32 bits, got 10000000000',
    ],
    [
      { image: ['kafka=x'], set: ['maxUnavailable=0'] },
      '--set: statefulset/kafka spec.updateStrategy.rollingUpdate.maxUnavailable: ' +
        'expected what Kubernetes accepts (cannot be 0), got 0',
    ],
    [
      { set: ['podManagementPolicy=Parallel'] },
      '--set: statefulset/kafka spec.podManagementPolicy: ' +
        'expected what Kubernetes accepts (field is immutable), got "Parallel"',
    ],
    [
      { scale: ['sts/kafka=2000000'] },
      '--scale: statefulset/kafka spec.replicas: expected at most 1000000 replicas, got 2000000',
    ],
    [{ seed: '' }, '--seed: expected a whole number or a text, got ""'],
  ])('is refused where the API server would refuse it: %j', (options, message) => {
    expect(refusal(KAFKA, options)).toEqual([message])
  })

  function image(list: string): readonly (string | number)[] {
    return ['spec', 'template', 'spec', list, 0, 'image']
  }
})

describe('the durations that decide the answer', () => {
  const constant = (value: number) => ({ type: 'constant', value })

  it('are given for one workload or for all', () => {
    const options = { ready: ['25s', 'ds/fluentd=2s'], terminate: ['sts/kafka=10s'] }
    const { latency } = scenarioFromManifests(manifestsOf(`${KAFKA}---\n${FLUENTD}`), options)

    expect(latency.pods).toMatchObject([
      { of: kafka, stages: { applicationReady: constant(25_000_000) }, readyWithoutProbe: true },
      { of: fluentd, stages: { applicationReady: constant(25_000_000) } },
      { of: fluentd, stages: { applicationReady: constant(2_000_000) } },
      { of: kafka, stages: { termination: constant(10_000_000) }, readyWithoutProbe: false },
    ])
    expect(latency.pods.map(({ origin }) => origin)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('are observed before they are given, each from so many pods', () => {
    const distribution = { type: 'empirical' as const, values: [9_000_000] }
    const observed = [
      {
        workload: { kind: 'StatefulSet' as const, namespace: 'default', name: 'kafka' },
        durations: [
          { latency: 'imagePull' as const, distribution, count: 4 },
          { latency: 'applicationReady' as const, distribution, count: 5 },
        ],
        restartedCount: 0,
        missing: [],
      },
    ]
    const { latency } = scenarioFromManifests(manifestsOf(KAFKA), { observed, ready: ['1s'] })

    expect(latency.pods).toMatchObject([
      { imagePull: distribution, stages: {}, origin: { type: 'observed', count: 4 } },
      { stages: { applicationReady: distribution }, origin: { type: 'observed', count: 5 } },
      { stages: { applicationReady: constant(1_000_000) } },
    ])
    expect(refusal(FLUENTD, { observed })).toEqual([
      '--observed: expected pods of daemonset/kube-system/fluentd, got pods of statefulset/kafka',
    ])
  })
})
