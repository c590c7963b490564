import { describe, expect, it } from 'vitest'
import { parseScenario, scenario } from '../../src/format/scenario/parse-scenario.ts'
import type { Scenario } from '../../src/format/scenario/scenario.ts'
import { errorsOf } from './errors-of.ts'
import { FLUENTD, KAFKA } from './manifests.ts'

const FILES: Readonly<Record<string, string>> = {
  'scenarios/kafka.yaml': KAFKA,
  'scenarios/next/kafka.yaml': KAFKA.replace('kafka:4.1', 'kafka:4.2'),
  'fluentd.yaml': FLUENTD,
  'scenarios/broken.yaml':
    'kind: StatefulSet\napiVersion: apps/v1\nmetadata: { name: x }\nspec: { replcas: 3 }\n',
}

function readFile(path: string): string {
  const text = FILES[path]
  if (text === undefined) throw new Error('no such file')
  return text
}

/** The scenario with these lines as its spec. */
function parse(spec: string): Scenario {
  return parseScenario(`kind: Scenario\nspec:\n${spec.replaceAll(/^/gm, '  ')}`, {
    file: 'scenarios/try.yaml',
    readFile,
  })
}

describe('a scenario', () => {
  it('is complete with defaults', () => {
    expect(scenario('kind: Scenario\nspec: {}\n')).toEqual({
      kind: 'Scenario',
      name: 'scenario',
      description: '',
      seed: '1',
      kubernetes: '1.37',
      featureGates: {},
      epoch: 1_767_225_600_000_000,
      cluster: {
        profile: 'managed-cloud',
        nodes: [],
        storageClasses: [],
        jobDuration: { type: 'constant', value: 600_000_000 },
        images: {},
        controlPlane: {},
        kubelet: {
          serializeImagePulls: true,
          imageGCHighThresholdPercent: 85,
          imageGCLowThresholdPercent: 80,
          imageMinimumGCAge: 120_000_000,
        },
        registry: {},
      },
      existing: [],
      manifests: [],
      provides: [],
      latency: { stages: {}, pods: [] },
      churn: {},
      timeline: [],
      until: { type: 'settled', workloads: 'all', atMost: 86_400_000_000 },
      expect: [],
      names: { uids: [], suffixes: [], addresses: [] },
      print: [],
      ignoredKinds: [],
    })
  })

  it('finds its manifests from its own folder, in files, in line and behind it', () => {
    const { manifests, ignoredKinds, name } = parseScenario(
      `kind: Scenario
spec:
  manifests:
    - kafka.yaml
    - ../fluentd.yaml
    - { apiVersion: v1, kind: Service, metadata: { name: kafka } }
---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Secret, metadata: { name: s }, data: { password: aHVudGVyMg== } }
  - { apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: { name: fast }, provisioner: x }
`,
      { file: 'scenarios/Try Me.yaml', readFile },
    )

    expect(manifests.map(({ kind, namespace, origin }) => [kind, namespace, origin.file])).toEqual([
      ['StorageClass', '', 'scenarios/Try Me.yaml'],
      ['StatefulSet', 'default', 'scenarios/kafka.yaml'],
      ['DaemonSet', 'kube-system', 'fluentd.yaml'],
      ['Service', 'default', 'scenarios/Try Me.yaml'],
    ])
    expect(ignoredKinds).toEqual(['Secret'])
    expect(name).toBe('try-me')
  })

  it('takes a version that YAML reads as a number', () => {
    expect(parse('kubernetes: 1.36').kubernetes).toBe('1.36')
    expect(parse('seed: night').seed).toBe('night')
  })

  it('says how long things take, by stage, workload and pod', () => {
    const { latency } = parse(`manifests: kafka.yaml
latency:
  volumeAttach: 2s
  sts/kafka: { applicationReady: 25s, imageSize: 600Mi, imagePull: 9s, relist: 1s }
  pod/kafka-0: { termination: never, writesPhaseLate: true }`)

    expect(latency.stages).toEqual({ volumeAttach: { type: 'constant', value: 2_000_000 } })
    expect(latency.pods).toEqual([
      {
        of: { kind: 'StatefulSet', name: 'kafka' },
        stages: {
          relist: { type: 'constant', value: 1_000_000 },
          applicationReady: { type: 'constant', value: 25_000_000 },
        },
        imagePull: { type: 'constant', value: 9_000_000 },
        imageSize: 629_145_600,
        readyWithoutProbe: true,
        writesPhaseLate: false,
      },
      {
        of: { kind: 'Pod', name: 'kafka-0' },
        stages: { termination: { type: 'constant', value: 3_153_600_000_000_000 } },
        readyWithoutProbe: false,
        writesPhaseLate: true,
      },
    ])
  })

  it('knows every action', () => {
    const { timeline } = parse(`manifests: [kafka.yaml, ../fluentd.yaml]
timeline:
  - at: 20m
    then:
      - apply: next/kafka.yaml
      - delete: sts/kafka
      - delete: { objects: [sts/kafka, pvc/data-kafka-0], cascade: orphan, gracePeriod: 5s }
      - setImage: { sts/kafka: { kafka: 'kafka:4.2' }, ds/fluentd: 'fluentd:2' }
      - set: { sts/kafka: { spec.replicas: 5, 'spec.template.spec.containers[kafka].image': x } }
      - scale: { sts/kafka: 5 }
      - patch: { sts/kafka: { spec: { replicas: 5 } } }
      - restart: [sts/kafka, ds/fluentd]
      - cordon: node-1
      - uncordon: [node-1, node-2]
      - drain: { nodes: { zone: a }, timeout: 5m, force: true }
      - addNodes: { pool: pool-0, count: 2 }
      - removeNode: 1
      - crashNode: { nodes: node-1, for: 10m }
      - recoverNode: node-1
      - deletePod: kafka-0
      - failPod: { pods: kafka-0, exitCode: 137 }
      - labelNode: { node-1: { disk: ssd, old: null } }
      - taintNode: { node-1: ['a=b:NoSchedule', 'c-'] }
      - setLatency: { sts/kafka: { applicationReady: never } }
      - print: get sts`)

    expect(timeline[0]?.actions.map(({ type }) => type).join(' ')).toBe(
      'apply delete delete setImage set scale patch restart cordon uncordon drain addNodes removeNode ' +
        'crashNode recoverNode deletePod failPod labelNode taintNode setLatency print',
    )
    expect(timeline[0]?.actions).toMatchObject([
      { manifests: [{ name: 'kafka' }] },
      { objects: [{ kind: 'StatefulSet', name: 'kafka' }] },
      {
        objects: [{}, { kind: 'PersistentVolumeClaim' }],
        cascade: 'orphan',
        gracePeriod: 5_000_000,
      },
      { changes: [{ images: { kafka: 'kafka:4.2' } }, { images: { fluentd: 'fluentd:2' } }] },
      {
        changes: [
          {
            fields: [
              { path: ['spec', 'replicas'], value: 5 },
              { path: ['spec', 'template', 'spec', 'containers', 0, 'image'], value: 'x' },
            ],
          },
        ],
      },
      { changes: [{ replicas: 5 }] },
      { changes: [{ patch: { spec: { replicas: 5 } } }] },
      { workloads: [{ name: 'kafka' }, { name: 'fluentd' }] },
      { nodes: { type: 'named', names: ['node-1'] } },
      { nodes: { type: 'named', names: ['node-1', 'node-2'] } },
      { nodes: { type: 'matching', zone: 'a', labels: {} }, timeout: 300_000_000, force: true },
      { pool: 'pool-0', count: 2 },
      { nodes: { type: 'matching', count: 1, labels: {} } },
      { nodes: { names: ['node-1'] }, for: { type: 'constant', value: 600_000_000 } },
      { nodes: { names: ['node-1'] } },
      { pods: ['kafka-0'] },
      { pods: ['kafka-0'], exitCode: 137 },
      { labels: { 'node-1': { disk: 'ssd', old: null } } },
      { taints: { 'node-1': ['a=b:NoSchedule', 'c-'] } },
      { latency: { pods: [{ of: { name: 'kafka' } }] } },
      { commands: ['get sts'] },
    ])
  })

  it('knows every condition', () => {
    const { timeline } = parse(`manifests: kafka.yaml
timeline:
  - { when: { ready: all, after: 5s }, then: { restart: sts/kafka } }
  - { when: { rolledOut: sts/kafka }, then: { restart: sts/kafka } }
  - { when: { settled: [sts/kafka] }, then: { restart: sts/kafka } }
  - { when: { created: pod/kafka-0 }, then: { restart: sts/kafka } }
  - { when: { deleted: pod/kafka-0 }, then: { restart: sts/kafka } }
  - { when: { podReady: kafka-0 }, then: { restart: sts/kafka } }
  - { when: { nodeReady: node-1 }, then: { restart: sts/kafka } }`)
    const conditions = timeline.map(({ trigger }) =>
      trigger.type === 'when' ? trigger.condition : undefined,
    )

    expect(conditions).toEqual([
      { type: 'ready', workloads: 'all', after: 5_000_000 },
      { type: 'rolledOut', workloads: [{ kind: 'StatefulSet', name: 'kafka' }], after: 0 },
      { type: 'settled', workloads: [{ kind: 'StatefulSet', name: 'kafka' }], after: 0 },
      { type: 'created', object: { kind: 'Pod', name: 'kafka-0' }, after: 0 },
      { type: 'deleted', object: { kind: 'Pod', name: 'kafka-0' }, after: 0 },
      { type: 'podReady', pod: 'kafka-0', after: 0 },
      { type: 'nodeReady', node: 'node-1', after: 0 },
    ])
  })

  it('pins names, a quorum and what is printed', () => {
    const parsed = parse(`manifests: [kafka.yaml, ../fluentd.yaml]
names:
  uids: { pvc/data-kafka-0: 94737f7f-00a8-11e9-ac24-080027859ab1 }
  suffixes: { ds/fluentd: [4f8kx] }
  addresses: { pod/kafka-0: [172.17.0.4, 172.17.0.5] }
quorum: { sts/kafka: 2 }
print: ['get po -w', get sts]
until: { at: 2h }
epoch: 2018-12-15T21:16:18Z`)

    expect(parsed.names).toEqual({
      uids: [
        {
          object: { kind: 'PersistentVolumeClaim', name: 'data-kafka-0' },
          values: ['94737f7f-00a8-11e9-ac24-080027859ab1'],
        },
      ],
      suffixes: [{ workload: { kind: 'DaemonSet', name: 'fluentd' }, suffixes: ['4f8kx'] }],
      addresses: [
        { object: { kind: 'Pod', name: 'kafka-0' }, values: ['172.17.0.4', '172.17.0.5'] },
      ],
    })
    expect(parsed.quorum).toEqual([{ workload: { kind: 'StatefulSet', name: 'kafka' }, value: 2 }])
    expect(parsed.print).toEqual(['get po -w', 'get sts'])
    expect(parsed.until).toEqual({ type: 'at', time: 7_200_000_000, atMost: 86_400_000_000 })
    expect(parsed.epoch).toBe(1_544_908_578_000_000)
  })
})

describe('the errors of a scenario', () => {
  it.each([
    [
      'clutser: {}',
      '3:3: spec.clutser: expected one of seed, kubernetes, featureGates, epoch, cluster, existing, manifests, provides, latency, churn, timeline, until and 5 more, got "clutser" (did you mean cluster?)',
    ],
    [
      'kubernetes: 1.29',
      '3:15: spec.kubernetes: expected a Kubernetes version: 1.13, 1.33, 1.34, 1.35.0, 1.35.4, 1.36, 1.37, got 1.29',
    ],
    [
      'cluster: { profile: manged-cloud }',
      '3:23: spec.cluster.profile: expected one of managed-cloud, bare-metal, edge, gpu-cloud, kind-dev, kwok-general, kwok-ideal, minikube-2018, got "manged-cloud" (did you mean managed-cloud?)',
    ],
    [
      'cluster: { nodes: [{ count: 2, names: [a] }] }',
      '3:41: spec.cluster.nodes[0].names: expected 2 names, as many as count says, got a list',
    ],
    [
      'cluster: { nodes: [{ labels: { gpu: yes } }] }',
      '3:39: spec.cluster.nodes[0].labels.gpu: expected a text, in quotes where YAML would read something else, got true',
    ],
    [
      'featureGates: { MaxUnavailableStatefullSet: true }',
      'MaxUnavailableStatefullSet: expected one of',
    ],
    ['latency: { apiWrte: 2s }', 'got "apiWrte" (did you mean apiWrite?)'],
    [
      'latency: { statefullset/kafka: { start: 2s } }',
      'got "statefullset/kafka" (did you mean statefulset/kafka?)',
    ],
    [
      'churn: { nodeFailure: { outage: 3m } }',
      '3:25: spec.churn.nodeFailure: expected either rate or timeToFailure, got a map',
    ],
    [
      'churn: { spotInterruption: { rate: 5 } }',
      '3:38: spec.churn.spotInterruption.rate: expected a rate such as 5%/month or 3/day, got 5',
    ],
    [
      'timeline: [{ at: 5m, when: { ready: all }, then: { restart: all } }]',
      '3:14: spec.timeline[0]: expected either at or when, got a map',
    ],
    ['timeline: [{ at: 5m, then: { cordon: a, drain: { nodes: 2 } } }]', 'got cordon and drain'],
    ['timeline: [{ at: 5m, then: { crodon: a } }]', '(did you mean cordon?)'],
    [
      'timeline: [{ at: 5m, then: { drain: { nodes: 0 } } }]',
      '3:48: spec.timeline[0].then.drain.nodes: expected a number of at least 1, got 0',
    ],
    [
      'until: { atMost: 6 }',
      '3:20: spec.until.atMost: expected a duration such as 25s, 2m30s or 500ms, got 6',
    ],
    [
      'expect: [ready p99 >= 2]',
      'expected a statistic (max, min, mean, final, at DURATION) or none, got "p99"',
    ],
    [
      'manifests: [none.yaml]',
      '3:15: spec.manifests[0]: expected a file that can be read, got no such file',
    ],
    [
      'manifests: [broken.yaml]',
      'scenarios/broken.yaml:4:9: spec.replcas: expected a field of a StatefulSet, got "replcas" (did you mean replicas?)',
    ],
    [
      'manifests: kafka.yaml\nuntil: { rolledOut: sts/kafak }',
      '4:23: spec.until.rolledOut: expected statefulset/kafka, got "sts/kafak"',
    ],
    [
      'manifests: kafka.yaml\nexpect: unavailable of sts/x <= 1',
      '4:11: spec.expect: expected statefulset/kafka, got "sts/x"',
    ],
    [
      'manifests: kafka.yaml\ntimeline: { at: 1m, then: { restart: sts/x } }',
      '4:13: spec.timeline: expected a list, got a map',
    ],
    [
      'manifests: kafka.yaml\ntimeline: [{ at: 1m, then: { setImage: { sts/kafka: x } } }]',
      '4:44: spec.timeline[0].then.setImage.sts/kafka: expected an image for each container that changes: { kafka: …, exporter: …, format: … }, got one for all',
    ],
    [
      'manifests: kafka.yaml\ntimeline: [{ at: 1m, then: { setImage: { sts/kafka: { kafak: x } } } }]',
      'expected one of kafka, exporter, format, got "kafak" (did you mean kafka?)',
    ],
    [
      'manifests: kafka.yaml\ntimeline: [{ at: 1m, then: { set: { sts/kafka: { spec.replica: 5 } } } }]',
      '(did you mean spec.replicas?)',
    ],
  ])('%s', (spec, message) => {
    const errors = errorsOf(() => parse(spec))

    expect(errors.join('\n')).toContain(message)
  })

  it('come in one round and in the order of the file', () => {
    const errors = errorsOf(() =>
      parse(`kubernetes: 1.29
cluster: { profil: edge, nodes: [{ count: -1 }] }
manifests: [broken.yaml, none.yaml]
timeline: [{ when: { ready: 3 }, then: { scale: { sts/kafka: many } } }]
expect: [unavailabel <= 1]`),
    )

    expect(errors.map((error) => error.split(': expected')[0])).toEqual([
      'scenarios/try.yaml:3:15: spec.kubernetes',
      'scenarios/try.yaml:4:14: spec.cluster.profil',
      'scenarios/try.yaml:4:45: spec.cluster.nodes[0].count',
      'scenarios/try.yaml:5:28: spec.manifests[1]',
      'scenarios/try.yaml:6:31: spec.timeline[0].when.ready',
      'scenarios/try.yaml:6:64: spec.timeline[0].then.scale.sts/kafka',
      'scenarios/try.yaml:7:12: spec.expect[0]',
      'scenarios/broken.yaml:4:7: spec.selector',
      'scenarios/broken.yaml:4:7: spec.template.metadata.labels',
      'scenarios/broken.yaml:4:7: spec.template.spec.containers',
      'scenarios/broken.yaml:4:9: spec.replcas',
    ])
  })

  it('name a workload that is there twice', () => {
    const errors = errorsOf(() =>
      parse(`manifests:
  - { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: a, namespace: one, uid: u }, spec: {} }
  - { apiVersion: apps/v1, kind: DaemonSet, metadata: { name: a, namespace: two, uid: v }, spec: {} }
until: { settled: ds/a }`),
    )

    expect(errors).toEqual([
      'scenarios/try.yaml:6:21: spec.until.settled: expected one of daemonset/one/a, daemonset/two/a, got "ds/a"',
    ])
  })

  it('do not end in an endless list', () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => `key${index}: 1`).join('\n')

    expect(errorsOf(() => parse(keys))).toHaveLength(100)
  })

  it('say that a file holds no scenario, or two', () => {
    const options = { file: 'x.yaml', readFile }

    expect(errorsOf(() => parseScenario(KAFKA, options))).toEqual([
      'x.yaml: expected one document of kind Scenario, got none',
    ])
    expect(errorsOf(() => parseScenario('kind: Scenario\n---\nkind: Scenario\n', options))).toEqual(
      ['x.yaml: expected one document of kind Scenario, got 2'],
    )
  })

  it('say that a scenario without a file cannot name files', () => {
    const [error] = errorsOf(() => scenario('kind: Scenario\nspec: { manifests: a.yaml }\n'))

    expect(error).toBe(
      'scenario:2:20: spec.manifests: expected a file that can be read, got the text of a scenario alone; a.yaml cannot be read from here',
    )
  })
})
