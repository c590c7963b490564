import type { JsonObject } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { DaemonPlacement } from '../../src/daemon-set/node-eligibility.ts'
import { effectiveTolerations } from '../../src/daemon-set/effective-tolerations.ts'
import { type NodeOptions, aNode } from './builders.ts'

const BOTH = { shouldRun: true, shouldContinueRunning: true }
const NEITHER = { shouldRun: false, shouldContinueRunning: false }
const KEEPS = { shouldRun: false, shouldContinueRunning: true }

describe('a node', () => {
  it.each([
    { title: 'a template for another node', podSpec: { nodeName: 'other' } },
    { title: 'a node selector', podSpec: { nodeSelector: { pool: 'b' } } },
    {
      title: 'required affinity',
      podSpec: affinity({ key: 'pool', operator: 'In', values: ['b'] }),
    },
    { title: 'required affinity without terms', podSpec: affinity() },
  ])('DS-N1 is refused by $title', ({ podSpec }) => {
    expect(judge(podSpec, { labels: { pool: 'a' } })).toMatchObject(NEITHER)
  })

  it.each([
    { effect: 'NoSchedule', verdict: KEEPS },
    { effect: 'NoExecute', verdict: NEITHER },
    { effect: 'PreferNoSchedule', verdict: BOTH },
  ])('DS-N2 with a taint $effect keeps or wants pods as it should', ({ effect, verdict }) => {
    expect(judge({}, { taints: [{ key: 'dedicated', effect }] })).toMatchObject(verdict)
  })

  it.each([
    { key: 'not-ready', effect: 'NoExecute', verdict: BOTH },
    { key: 'not-ready', effect: 'NoSchedule', verdict: KEEPS },
    { key: 'unreachable', effect: 'NoExecute', verdict: BOTH },
    { key: 'disk-pressure', effect: 'NoSchedule', verdict: BOTH },
    { key: 'memory-pressure', effect: 'NoSchedule', verdict: BOTH },
    { key: 'pid-pressure', effect: 'NoSchedule', verdict: BOTH },
    { key: 'unschedulable', effect: 'NoSchedule', verdict: BOTH },
    { key: 'network-unavailable', effect: 'NoSchedule', verdict: KEEPS },
    { key: 'network-unavailable', effect: 'NoSchedule', hostNetwork: true, verdict: BOTH },
  ])('DS-N3 that is $key ($effect, $hostNetwork) is tolerated or not', (row) => {
    const taints = [{ key: `node.kubernetes.io/${row.key}`, effect: row.effect }]

    expect(judge({ hostNetwork: row.hostNetwork ?? false }, { taints })).toMatchObject(row.verdict)
  })

  it('DS-N3 is tolerated for ever where the template set a limit', () => {
    const limited = {
      key: 'node.kubernetes.io/not-ready',
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: 60,
    }

    expect(effectiveTolerations([limited], false)[0]).not.toHaveProperty('tolerationSeconds')
  })

  it('DS-N4 is not judged by its conditions or its room', () => {
    const node = aNode('node-0')
    const bad = {
      ...node,
      spec: { ...node.spec, unschedulable: true },
      status: {
        ...node.status,
        allocatable: { pods: '0' },
        conditions: [{ type: 'Ready', status: 'False', reason: '', lastTransitionTime: 0 }],
      },
    }

    const { name, labels } = bad.metadata
    const verdict = new DaemonPlacement({}, false).judge({ name, labels, taints: bad.spec.taints })

    expect(verdict).toMatchObject(BOTH)
  })
})

function judge(podSpec: JsonObject, options: NodeOptions) {
  const { metadata, spec } = aNode('node-0', options)
  const { name, labels } = metadata
  return new DaemonPlacement(podSpec, false).judge({ name, labels, taints: spec.taints })
}

function affinity(...matchExpressions: readonly JsonObject[]): JsonObject {
  const nodeSelectorTerms = matchExpressions.length === 0 ? [] : [{ matchExpressions }]
  return {
    affinity: {
      nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } },
    },
  }
}
