import {
  type ApiRequest,
  type JsonObject,
  type PodDisruptionBudgetStatus,
  type WallTime,
  readDisruptionBudget,
  readStatefulSet,
  refused,
} from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { DisruptionController } from '../../src/disruption/disruption-controller.ts'
import { InformedScales } from '../../src/disruption/informed-scales.ts'
import type { Scaled } from '../../src/disruption/owner-scales.ts'
import { NodeRig, type PodOptions, type RigOptions } from './node-rig.ts'

const USER = { by: 'user', why: '' }
const LABELS = { app: 'web' }
const EPOCH = 0 as WallTime

function aCluster(options: RigOptions = {}): NodeRig {
  const rig = new NodeRig(options)
  const { environment, budgets, pods } = rig
  const scales = new DeploymentScales(environment.informers.statefulSets)
  new DisruptionController({ ...environment, budgets, pods, scales })
  return rig
}

function addBudget(rig: NodeRig, spec: JsonObject, status: JsonObject = {}, name = 'web'): void {
  const selector = { matchLabels: LABELS }
  const metadata = { name, namespace: 'default', uid: name, generation: 1 }
  const budget = { kind: 'PodDisruptionBudget', metadata, spec: { selector, ...spec }, status }
  rig.server.load(readDisruptionBudget(budget, EPOCH), USER)
}

function addSet(rig: NodeRig, name: string, replicas: number): void {
  const metadata = { name, namespace: 'default', uid: `uid-of-${name}` }
  rig.server.load(readStatefulSet({ metadata, spec: { replicas } }, EPOCH), USER)
}

function addPods(rig: NodeRig, count: number, options: PodOptions = {}): void {
  for (let ordinal = 0; ordinal < count; ordinal++) {
    rig.addPod(`web-${ordinal}`, { labels: LABELS, owner: 'StatefulSet/web', ...options })
  }
}

function statusOf(rig: NodeRig, name = 'web'): PodDisruptionBudgetStatus | undefined {
  return rig.server.get('poddisruptionbudgets', 'default', name)?.status
}

/** allowed, healthy, desired, expected */
function numbersOf(rig: NodeRig, name = 'web'): readonly (number | undefined)[] {
  const status = statusOf(rig, name)
  return [
    status?.disruptionsAllowed,
    status?.currentHealthy,
    status?.desiredHealthy,
    status?.expectedPods,
  ]
}

function reasonOf(rig: NodeRig): string | undefined {
  return statusOf(rig)?.conditions[0]?.reason
}

/** An instant before the run, as the API writes it. */
function secondsAgo(seconds: number): string {
  return new Date(-1_000 * seconds).toISOString()
}

describe('the numbers of a budget', () => {
  it.each([
    ['maxUnavailable', 2, [0, 1, 5, 7]],
    ['maxUnavailable', '30%', [0, 1, 4, 7]],
    ['maxUnavailable', 9, [1, 1, 0, 7]],
  ])('PDB-A1 come from the scale with %s %s', (key, value, expected) => {
    const rig = aCluster()
    addSet(rig, 'web', 7)
    addPods(rig, 1)
    addBudget(rig, { [key]: value })

    rig.run(1)

    expect(numbersOf(rig)).toEqual(expected)
  })

  it('PDB-A2 come from the pods with a number as minAvailable', () => {
    const rig = aCluster()
    addPods(rig, 4, { owner: 'DaemonSet/web' })
    addBudget(rig, { minAvailable: 3 })

    rig.run(1)

    expect(numbersOf(rig)).toEqual([1, 4, 3, 4])
    expect(rig.events).toEqual([])
  })

  it('PDB-A3 come from the scale with a share as minAvailable', () => {
    const rig = aCluster()
    addSet(rig, 'web', 3)
    addPods(rig, 3)
    addBudget(rig, { minAvailable: '34%' })

    rig.run(1)

    expect(numbersOf(rig)).toEqual([1, 3, 2, 3])
    expect(reasonOf(rig)).toBe('SufficientPods')
  })

  it('PDB-A4 allow nothing below what is desired, and nothing when nothing is expected', () => {
    const rig = aCluster()
    addSet(rig, 'web', 3)
    addPods(rig, 3, { ready: 'False' })
    addBudget(rig, { maxUnavailable: 1 })
    addBudget(rig, { maxUnavailable: 1, selector: null }, {}, 'none')

    rig.run(1)

    expect(numbersOf(rig)).toEqual([0, 0, 2, 3])
    expect(reasonOf(rig)).toBe('InsufficientPods')
    expect(numbersOf(rig, 'none')).toEqual([0, 0, 0, 0])
  })

  it('PDB-A5 count pods without an owner as healthy only', () => {
    const rig = aCluster()
    addSet(rig, 'web', 3)
    addPods(rig, 3)
    rig.addPod('rogue', { labels: LABELS })
    addBudget(rig, { minAvailable: '34%' })

    rig.run(1)

    expect(numbersOf(rig)).toEqual([2, 4, 2, 3])
    expect(rig.events).toContain('PodDisruptionBudget/web UnmanagedPods')
  })

  it('PDB-A6 do not count a pod whose eviction has been granted', () => {
    const rig = aCluster()
    addPods(rig, 3)
    addBudget(rig, { minAvailable: 1 }, { disruptedPods: { 'web-0': secondsAgo(60) } })

    rig.run(1)

    expect(numbersOf(rig)).toEqual([1, 2, 1, 3])
  })

  it('PDB-A7 forget granted evictions that come true, or do not within two minutes', () => {
    const rig = aCluster()
    addPods(rig, 4, { finalizers: ['example.com/hold'] })
    rig.deletePod('web-0')
    const disruptedPods = {
      'web-0': secondsAgo(1),
      'web-1': secondsAgo(180),
      'web-2': secondsAgo(60),
      ghost: secondsAgo(1),
    }
    addBudget(rig, { minAvailable: 1 }, { disruptedPods })

    rig.run(59)

    expect(Object.keys(statusOf(rig)?.disruptedPods ?? {})).toEqual(['web-2'])
    expect(numbersOf(rig)).toEqual([1, 2, 1, 4])
    rig.run(61)
    expect(statusOf(rig)?.disruptedPods).toEqual({})
    expect(numbersOf(rig)).toEqual([2, 3, 1, 4])
    expect(rig.events).toEqual(['Pod/web-1 NotDeleted', 'Pod/web-2 NotDeleted'])
  })

  it.each([
    ['an owner without a scale', { maxUnavailable: 1 }, 'DaemonSet/web'],
    ['an owner that is not there', { maxUnavailable: 1 }, 'StatefulSet/other'],
    ['a share that is none', { minAvailable: 'x' }, 'StatefulSet/web'],
    [
      'a selector that means nothing',
      { minAvailable: 1, selector: { matchExpressions: [{ key: 'a', operator: 'Bogus' }] } },
      'StatefulSet/web',
    ],
  ])('PDB-A8 allow nothing and stay else as they are with %s', (_case, spec, owner) => {
    const rig = aCluster()
    addSet(rig, 'web', 3)
    addPods(rig, 3, { owner })
    addBudget(rig, spec, {
      disruptionsAllowed: 2,
      currentHealthy: 5,
      desiredHealthy: 3,
      expectedPods: 9,
    })

    rig.run(1)

    expect(numbersOf(rig)).toEqual([0, 5, 3, 9])
    expect(reasonOf(rig)).toBe('SyncFailed')
    expect(statusOf(rig)?.observedGeneration).toBe(0)
  })

  it('PDB-A9 come from the Deployment of a ReplicaSet', () => {
    const rig = aCluster()
    addPods(rig, 1, { owner: 'ReplicaSet/old' })
    rig.addPod('other', { labels: LABELS, owner: 'ReplicaSet/new' })
    addBudget(rig, { maxUnavailable: 1 })

    rig.run(1)

    expect(numbersOf(rig)).toEqual([0, 2, 9, 10])
  })
})

describe('syncs', () => {
  it('PDB-S1 follow pods and budgets, but not scales', () => {
    const rig = aCluster()
    addSet(rig, 'web', 3)
    addPods(rig, 3)
    addBudget(rig, { maxUnavailable: 1 })
    rig.run(1)

    rig.at(10, () => rig.changePod('web-0', (draft) => (draft.ready = 'False')))
    rig.run(11)
    expect(numbersOf(rig)).toEqual([0, 2, 2, 3])

    rig.at(20, () => scale(rig, 'web', 2))
    rig.run(21)
    expect(numbersOf(rig)).toEqual([0, 2, 2, 3])

    rig.at(30, () => rig.deletePod('web-0', 0))
    rig.run(31)
    expect(numbersOf(rig)).toEqual([1, 2, 1, 2])
  })

  it('PDB-S2 are for the first of several budgets', () => {
    const rig = aCluster()
    addPods(rig, 3)
    addBudget(rig, { minAvailable: 1 }, {}, 'b')
    addBudget(rig, { minAvailable: 1 }, {}, 'a')
    rig.run(1)

    rig.at(10, () => rig.changePod('web-0', (draft) => (draft.ready = 'False')))
    rig.run(11)

    expect(numbersOf(rig, 'a')).toEqual([1, 2, 1, 3])
    expect(numbersOf(rig, 'b')).toEqual([2, 3, 1, 3])
    expect(rig.events).toContain('Pod/web-0 MultiplePodDisruptionBudgets')
  })

  it('PDB-S3 write nothing that is already there', () => {
    const writes: ApiRequest[] = []
    const rig = aCluster({ refuse: (request) => void writes.push(request) })
    addPods(rig, 3)
    addBudget(
      rig,
      { minAvailable: 1 },
      {
        observedGeneration: 1,
        disruptionsAllowed: 2,
        currentHealthy: 3,
        desiredHealthy: 1,
        expectedPods: 3,
        conditions: [{ type: 'DisruptionAllowed', status: 'True', reason: 'Whatever' }],
      },
    )

    rig.run(1)

    expect(writes).toEqual([])
  })

  it('PDB-S4 begin again after a conflict', () => {
    let conflicts = 1
    const rig = aCluster({
      watchDelay: 100,
      refuse: ({ subresource }) =>
        subresource === 'status' && conflicts-- > 0 ? refused('Conflict', 'modified') : undefined,
    })
    addPods(rig, 3)
    addBudget(rig, { minAvailable: 1 })

    rig.run(1)

    expect(numbersOf(rig)).toEqual([2, 3, 1, 3])
  })

  it('PDB-S5 take a disruption back that does not come', () => {
    const rig = aCluster()
    const target = { type: 'DisruptionTarget', status: 'True', reason: 'X', message: '' } as const
    addPods(rig, 2)
    rig.at(10, () => rig.changePod('web-0', (draft) => (draft.conditions = [target])))
    rig.at(10, () => {
      const byKubelet = { ...target, reason: 'TerminationByKubelet' }
      rig.changePod('web-1', (draft) => (draft.conditions = [byKubelet]))
    })

    rig.run(300)

    expect(rig.linesAbout('DisruptionTarget')).toEqual([
      [10, 'web-0 DisruptionTarget True X'],
      [10, 'web-1 DisruptionTarget True TerminationByKubelet'],
      [130, 'web-0 DisruptionTarget False'],
    ])
  })
})

function scale(rig: NodeRig, name: string, replicas: number): void {
  const set = rig.server.get('statefulsets', 'default', name)
  if (set !== undefined) rig.server.update({ ...set, spec: { ...set.spec, replicas } }, USER)
}

/** A Deployment of ten pods with two ReplicaSets. */
class DeploymentScales extends InformedScales {
  override replicaSet(_namespace: string, name: string): Scaled {
    const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop', uid: 'shop' }
    return { uid: `uid-of-${name}`, replicas: 5, owners: [{ ...owner, controller: true }] }
  }

  override deployment(_namespace: string, name: string): Scaled {
    return { uid: name, replicas: 10, owners: [] }
  }
}
