import {
  type JsonObject,
  jsonAt,
  parseTimestamp,
  prepareForCreate,
  readDaemonSet,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { DaemonPlacement, daemonPod } from '../../src/index.ts'

function podOf(spec: JsonObject): JsonObject {
  const manifest = {
    kind: 'DaemonSet',
    metadata: { name: 'agent' },
    spec: { template: { metadata: { labels: { app: 'agent' } }, spec } },
  }
  const stored = prepareForCreate('DaemonSet', manifest, '1.37')
  const set = readDaemonSet(stored, parseTimestamp('2026-01-01T00:00:00Z')!)
  return daemonPod(set, set.spec.template, { nodeName: 'node-1', revisionHash: 'bcdf' })
}

describe('the pod of a DaemonSet', () => {
  it('gets its name from the API server and its labels from set and revision', () => {
    expect(podOf({})['metadata']).toMatchObject({
      generateName: 'agent-',
      labels: {
        app: 'agent',
        'controller-revision-hash': 'bcdf',
        'pod-template-generation': '1',
      },
    })
  })

  it('requires its node and nothing else, and keeps what it prefers', () => {
    const preferred = [{ weight: 1, preference: {} }]
    const affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}] },
        preferredDuringSchedulingIgnoredDuringExecution: preferred,
      },
      podAntiAffinity: {},
    }

    expect(jsonAt(podOf({ affinity }), 'spec', 'affinity')).toEqual({
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] },
          ],
        },
        preferredDuringSchedulingIgnoredDuringExecution: preferred,
      },
      podAntiAffinity: {},
    })
  })

  it('tolerates a lost node for ever, also where the template sets a limit', () => {
    const limited = {
      key: 'node.kubernetes.io/unreachable',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 60,
    }
    const { tolerationSeconds: _limit, ...forEver } = limited
    const tolerations = jsonAt(podOf({ tolerations: [limited] }), 'spec', 'tolerations')

    expect(tolerations).toHaveLength(6)
    expect(tolerations).toContainEqual(forEver)
    expect(jsonAt(podOf({ hostNetwork: true }), 'spec', 'tolerations')).toHaveLength(7)
  })
})

describe('the placement of a DaemonSet', () => {
  const node = (taints: { key: string; effect: string }[] = []) => ({
    name: 'node-1',
    labels: { zone: 'a' },
    taints,
  })
  const judge = (spec: JsonObject, ...taints: { key: string; effect: string }[]) =>
    new DaemonPlacement(spec, false).judge(node(taints))

  it('follows node name, selector and taints, in this order', () => {
    expect(judge({}).reason).toBe('eligible')
    expect(judge({ nodeName: 'node-2' }).reason).toBe('the template names another node')
    expect(judge({ nodeSelector: { zone: 'b' } }).reason).toBe(
      'node selector or required affinity does not match',
    )
  })

  it('keeps a pod on a node that only refuses new ones', () => {
    const refused = judge({}, { key: 'gpu', effect: 'NoSchedule' })

    expect(refused).toMatchObject({ shouldRun: false, shouldContinueRunning: true })
    expect(judge({}, { key: 'gpu', effect: 'PreferNoSchedule' }).shouldRun).toBe(true)
  })

  it('leaves a node that drives pods out', () => {
    const taints = [
      { key: 'gpu', effect: 'NoSchedule' },
      { key: 'maintenance', effect: 'NoExecute' },
    ]

    expect(judge({}, ...taints).shouldContinueRunning).toBe(false)
    expect(judge({ tolerations: [{ operator: 'Exists' }] }, ...taints).shouldRun).toBe(true)
  })

  it('runs on cordoned and pressed nodes, and not on one that is only marked not ready', () => {
    const key = (name: string) => `node.kubernetes.io/${name}`

    expect(judge({}, { key: key('unschedulable'), effect: 'NoSchedule' }).shouldRun).toBe(true)
    expect(judge({}, { key: key('disk-pressure'), effect: 'NoSchedule' }).shouldRun).toBe(true)
    expect(judge({}, { key: key('not-ready'), effect: 'NoExecute' }).shouldRun).toBe(true)
    expect(judge({}, { key: key('not-ready'), effect: 'NoSchedule' }).shouldRun).toBe(false)
  })
})
