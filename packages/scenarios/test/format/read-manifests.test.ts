import { existsSync, readFileSync, readdirSync } from 'node:fs'
import {
  type ApiServerConfiguration,
  KUBERNETES_PROFILES,
  apiServerConfiguration,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { type Manifests, readInput } from '../../src/format/read-input.ts'
import { errorsOf } from './errors-of.ts'
import { FLUENTD, KAFKA } from './manifests.ts'

/** Manifests as their projects publish them; not ours to copy, but beside every checkout here. */
const FIXTURES = new URL('../../../../../shared/fixtures/', import.meta.url)

function read(
  text: string,
  configuration: ApiServerConfiguration = apiServerConfiguration('1.37'),
): Manifests {
  const input = readInput([{ file: 'all.yaml', text }], { readFile: () => '', configuration })
  if (input.type !== 'manifests') throw new Error('no manifests')
  return input.manifests
}

function kindsAndNames(text: string): readonly string[] {
  return read(text).objects.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`)
}

describe('plain manifests', () => {
  it('are taken from documents, lists and typed lists', () => {
    const text = `${FLUENTD}---
apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Node, metadata: { name: node-1, uid: u } }
  - apiVersion: v1
    kind: PersistentVolumeClaimList
    items: [{ metadata: { name: data }, spec: {} }]
`

    expect(kindsAndNames(text)).toEqual([
      'DaemonSet kube-system/fluentd',
      'Node /node-1',
      'PersistentVolumeClaim default/data',
    ])
  })

  it('keep objects as they are, except for what a typed list left out', () => {
    const [claim] = read(
      '{"apiVersion":"v1","kind":"PersistentVolumeClaimList","items":[{"metadata":{"name":"data"},"spec":{}}]}',
    ).objects

    expect(claim).toEqual({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      namespace: 'default',
      name: 'data',
      object: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: {},
      },
      origin: { file: 'all.yaml', path: ['items', 0] },
    })
  })

  it('of kinds that do not matter are named once and dropped', () => {
    const { objects, ignoredKinds } = read(`apiVersion: v1
kind: Secret
metadata: { name: a }
stringData: { password: hunter2 }
---
apiVersion: v1
kind: Secret
metadata: { name: b }
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: c }
---
apiVersion: example.com/v1
kind: Anything
`)

    expect(objects).toEqual([])
    expect(ignoredKinds).toEqual(['Secret', 'Service.serving.knative.dev', 'Anything'])
  })

  it.each([
    ['- a\n', 'all.yaml:1:1: expected a Kubernetes object, got a list'],
    ['replicas: 3\n', 'all.yaml:1:1: kind: expected the kind of a Kubernetes object, got nothing'],
    [
      'kind: Pod\n',
      'all.yaml:1:1: apiVersion: expected an API version such as apps/v1, got nothing',
    ],
    [
      'kind: Scenaro\nspec: {}\n',
      'all.yaml:1:7: kind: expected one of Scenario, Experiment, got "Scenaro" (did you mean Scenario?)',
    ],
    [
      '{ kind: Pod, apiVersion: v1, metadata: {} }',
      'all.yaml:1:40: metadata.name: expected the name of the object, got nothing',
    ],
    [
      '{ kind: Pod, apiVersion: v1, metadata: { name: a, namespace: no } }',
      'all.yaml:1:62: metadata.namespace: expected a namespace, got false',
    ],
    [
      '{ kind: List, apiVersion: v1, items: [{ kind: Pod, apiVersion: v1 }] }',
      'all.yaml:1:39: items[0].metadata.name: expected the name of the object, got nothing',
    ],
    [
      '{ kind: List, apiVersion: v1, items: {} }',
      'all.yaml:1:38: items: expected a list of Kubernetes objects, got an empty map',
    ],
    [
      '{ kind: StatefulSet, apiVersion: v1, metadata: { name: a } }',
      'all.yaml:1:34: apiVersion: expected apps/v1, which has the kind StatefulSet, got "v1"',
    ],
    [
      '{ kind: DaemonSet, apiVersion: extensions/v1beta1, metadata: { name: a } }',
      'all.yaml:1:32: apiVersion: expected apps/v1, which has the kind DaemonSet, got "extensions/v1beta1"',
    ],
    [
      '{ kind: StatefullSet, apiVersion: apps/v1, metadata: { name: a } }',
      'all.yaml:1:9: kind: expected one of ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet, ' +
        'got "StatefullSet" (did you mean StatefulSet?)',
    ],
  ])('%j', (text, message) => {
    expect(errorsOf(() => read(text))).toEqual([message])
  })
})

describe('what the API server would refuse', () => {
  it.each([
    [
      'replicas: three',
      'all.yaml:6:13: spec.replicas: expected a whole number of 32 bits, got "three"',
    ],
    [
      'replicas: -3',
      'all.yaml:6:13: spec.replicas: expected what Kubernetes accepts (must be greater than or equal to 0), got -3',
    ],
    [
      'replicas: 2000000000',
      'all.yaml:6:13: spec.replicas: expected at most 1000000 replicas, got 2000000000',
    ],
    [
      'replcas: 3',
      'all.yaml:6:3: spec.replcas: expected a field of a StatefulSet, got "replcas" (did you mean replicas?)',
    ],
    [
      'replicas: 3\n  podManagementPolicy: Paralel',
      `all.yaml:7:24: spec.podManagementPolicy: expected what Kubernetes accepts (must be 'OrderedReady' or 'Parallel'), got "Paralel"`,
    ],
  ])('%s', (line, message) => {
    expect(errorsOf(() => read(KAFKA.replace('replicas: 3', line)))).toEqual([message])
  })

  it('names the container that it is about', () => {
    const text = KAFKA.replace(
      'image: exporter:1.0',
      'imagePulPolicy: Always\n          image: exporter:1.0',
    )

    expect(errorsOf(() => read(text))).toEqual([
      'all.yaml:22:11: spec.template.spec.containers[exporter].imagePulPolicy: expected a field of a StatefulSet, ' +
        'got "imagePulPolicy" (did you mean imagePullPolicy?)',
    ])
  })

  it('is not fields that only another release has', () => {
    const text = KAFKA.replace(
      'image: exporter:1.0',
      'image: exporter:1.0\n          restartPolicyRules: []',
    )

    expect(errorsOf(() => read(text, apiServerConfiguration('1.33')))).toEqual([])
  })

  it('is not looked for in what a cluster has already accepted', () => {
    const text = KAFKA.replace('name: kafka\n', 'name: kafka\n  uid: 94737f7f\n').replace(
      'replicas: 3',
      'unheardOf: 3',
    )

    expect(errorsOf(() => read(text))).toEqual([])
  })

  it('never shows what may be a secret', () => {
    const text = KAFKA.replace('value: hunter2', 'value: 4711').replace(
      'labels: { app: kafka }',
      'labels: { app: kafka }\n      annotations: { token: 42 }',
    )

    expect(errorsOf(() => read(text))).toEqual([
      expect.stringContaining('annotations.token: expected a text, got a number'),
    ])
    expect(errorsOf(() => read(KAFKA.replace('value: hunter2', 'value: 4711')))).toEqual([
      'all.yaml:20:40: spec.template.spec.containers[kafka].env[PASSWORD].value: expected a text, got a number',
    ])
  })
})

describe('readInput', () => {
  const options = { readFile: () => '', configuration: apiServerConfiguration('1.37') }

  it('takes manifests beside a scenario as its own', () => {
    const input = readInput(
      [
        {
          file: 'scenario.yaml',
          text: 'kind: Scenario\nspec: { until: { settled: sts/kafka } }\n',
        },
        { file: '-', text: KAFKA },
      ],
      options,
    )

    expect(input).toMatchObject({
      type: 'scenario',
      scenario: { manifests: [{ origin: { file: '-' } }] },
    })
  })

  it('refuses two scenarios, and anything beside an experiment', () => {
    const scenario = { file: 'a.yaml', text: 'kind: Scenario\nspec: {}\n' }
    const experiment = { file: 'b.yaml', text: 'kind: Experiment\nspec: { scenario: {} }\n' }

    expect(errorsOf(() => readInput([scenario, experiment], options))).toEqual([
      'b.yaml:1:1: expected one Scenario with its manifests, one Experiment, or manifests alone, got another document',
    ])
    expect(
      errorsOf(() => readInput([experiment, { file: 'c.yaml', text: KAFKA }], options)),
    ).toHaveLength(1)
  })

  it('tells what is wrong in all files together', () => {
    const files = ['a', 'b'].map((file) => ({ file, text: 'x: [' }))

    expect(errorsOf(() => readInput(files, options))).toHaveLength(2)
  })
})

describe.skipIf(!existsSync(FIXTURES))(
  'manifests of real projects (skipped where they are not beside the checkout)',
  () => {
    const files = ['manifests/', 'seed/'].flatMap((folder) =>
      (existsSync(FIXTURES) ? readdirSync(new URL(folder, FIXTURES)) : [])
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => folder + name),
    )

    it.each(files)('%s is read as it is in every release', (file) => {
      const text = readFileSync(new URL(file, FIXTURES), 'utf8')

      for (const profile of KUBERNETES_PROFILES) {
        expect(errorsOf(() => read(text, apiServerConfiguration(profile)))).toEqual([])
      }
    })
  },
)
