import { describe, expect, it } from 'vitest'
import { type JsonObject, fieldErrorText, podUpdateErrors } from '../../../src/index.ts'

const OLD: JsonObject = {
  containers: [
    { name: 'app', image: 'app:1', ports: [{ containerPort: 80 }] },
    { name: 'log', image: 'log:1' },
  ],
  initContainers: [{ name: 'init', image: 'init:1' }],
  tolerations: [
    { key: 'gone', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 },
    { key: 'gpu', operator: 'Exists' },
  ],
  nodeName: 'node-1',
}

const OTHERS =
  'spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`,' +
  '`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to ' +
  'existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was ' +
  'previously negative)'

describe('the spec of a stored pod', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['nothing', {}, {}],
    ['an image', { containers: withImages('app:2', 'log:2') }, {}],
    ['the image of an init container', { initContainers: [{ name: 'init', image: 'init:2' }] }, {}],
    ['a deadline', { activeDeadlineSeconds: 60 }, {}],
    ['a lower deadline', { activeDeadlineSeconds: 0 }, { activeDeadlineSeconds: 60 }],
    ['one more toleration', { tolerations: [{ key: 'new' }, ...tolerations(300)] }, {}],
    ['the time of a toleration', { tolerations: tolerations(10) }, {}],
    [
      'a negative grace period',
      { terminationGracePeriodSeconds: 1 },
      { terminationGracePeriodSeconds: -5 },
    ],
    ['fewer gates', { schedulingGates: [{ name: 'b' }] }, gates('a', 'b')],
    ['no gates', { schedulingGates: null }, gates('a')],
  ])('may change by %s', (_what, change, before) => {
    expect(refusals(change, before)).toEqual([])
  })

  it.each<[string, JsonObject, JsonObject, string]>([
    ['the node', { nodeName: 'node-2' }, {}, OTHERS],
    ['a port', { containers: [{ name: 'app', image: 'app:1' }, log()] }, {}, OTHERS],
    ['a volume', { volumes: [{ name: 'data', emptyDir: {} }] }, {}, OTHERS],
    ['the grace period', { terminationGracePeriodSeconds: 1 }, {}, OTHERS],
    [
      'a negative grace period to 2',
      { terminationGracePeriodSeconds: 2 },
      { terminationGracePeriodSeconds: -5 },
      OTHERS,
    ],
    ['the node selector', { nodeSelector: { disk: 'ssd' } }, {}, OTHERS],
    [
      'a container',
      { containers: [log()] },
      {},
      'spec.containers: Forbidden: pod updates may not add or remove containers',
    ],
    [
      'a higher deadline',
      { activeDeadlineSeconds: 3601 },
      { activeDeadlineSeconds: 3600 },
      'spec.activeDeadlineSeconds: Invalid value: 3601: must be less than or equal to previous value',
    ],
    [
      'no deadline any more',
      { activeDeadlineSeconds: null },
      { activeDeadlineSeconds: 3600 },
      'spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value',
    ],
    [
      'a toleration',
      { tolerations: [{ key: 'gpu', operator: 'Exists' }] },
      {},
      'spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds',
    ],
    [
      'a new gate',
      { schedulingGates: [{ name: 'a' }, { name: 'b' }] },
      gates('a'),
      "spec.schedulingGates: Forbidden: only deletion is allowed, but found new scheduling gate 'b'",
    ],
  ])('may not change by %s', (_what, change, before, refusal) => {
    expect(refusals(change, before)).toEqual([refusal])
  })

  it('tells of all that is wrong', () => {
    expect(refusals({ tolerations: [], nodeName: 'node-2' })).toHaveLength(2)
  })
})

describe('a pod with scheduling gates', () => {
  const SELECTED = { ...gates('a'), nodeSelector: { zone: 'a' } }

  it.each<[string, JsonObject, JsonObject]>([
    ['another label', { nodeSelector: { zone: 'a', disk: 'ssd' } }, SELECTED],
    ['a first term', affinity([expression('zone')]), gates('a')],
    [
      'more in a term',
      affinity([expression('zone'), expression('disk')]),
      { ...gates('a'), ...affinity([expression('zone')]) },
    ],
  ])('may be kept to fewer nodes by %s', (_what, change, before) => {
    expect(refusals(change, before)).toEqual([])
  })

  it.each<[string, JsonObject, JsonObject, RegExp]>([
    ['another value', { nodeSelector: { zone: 'b' } }, SELECTED, /^spec.nodeSelector: Invalid/],
    [
      'another term',
      affinity([expression('zone')], [expression('disk')]),
      { ...gates('a'), ...affinity([expression('zone')]) },
      /nodeSelectorTerms: Invalid value: .*: each term may only be added to$/,
    ],
    [
      'something in an empty term',
      affinity([expression('zone')]),
      { ...gates('a'), ...affinity([]) },
      /each term may only be added to$/,
    ],
    ['pods to be near to', { affinity: { podAffinity: {} } }, gates('a'), /^spec: Forbidden: pod/],
  ])('may not be sent to others by %s', (_what, change, before, refusal) => {
    const found = refusals(change, before)

    expect(found).toHaveLength(1)
    expect(found[0]).toMatch(refusal)
  })
})

function refusals(change: JsonObject, before: JsonObject = {}): readonly string[] {
  const old = { ...OLD, ...before }
  return podUpdateErrors({ ...old, ...change }, old).map(fieldErrorText)
}

function withImages(app: string, sidecar: string): readonly JsonObject[] {
  return [
    { name: 'app', image: app, ports: [{ containerPort: 80 }] },
    { name: 'log', image: sidecar },
  ]
}

function log(): JsonObject {
  return { name: 'log', image: 'log:1' }
}

function tolerations(seconds: number): readonly JsonObject[] {
  return [
    { key: 'gpu', operator: 'Exists' },
    { key: 'gone', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: seconds },
  ]
}

function gates(...names: readonly string[]): JsonObject {
  return { schedulingGates: names.map((name) => ({ name })) }
}

function affinity(...terms: readonly (readonly JsonObject[])[]): JsonObject {
  const nodeSelectorTerms = terms.map((matchExpressions) => ({ matchExpressions }))
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } }
  return { affinity: { nodeAffinity: required } }
}

function expression(key: string): JsonObject {
  return { key, operator: 'Exists' }
}
