import { type SimTime, minutes } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { Expectations } from '../../src/runtime/expectations.ts'
import { BY_SET, OLD, aDaemonSet, aPod, nodes } from './builders.ts'
import { SyncRig, podIn } from './sync-rig.ts'

const KEY = 'default/agent'

describe('expectations', () => {
  it('DS-E1 are what manage does, and then what the rollout does', () => {
    const rig = new SyncRig({
      set: aDaemonSet({ maxUnavailable: 2 }),
      nodes: nodes(3),
      pods: [0, 1, 2].map((number) => aPod({ node: `node-${number}`, hash: OLD })),
    })
    rig.expectations.expect(KEY, 0, 0, rig.simulation.now)

    rig.sync()

    expect(rig.expectations.of(KEY)).toMatchObject({ creates: 0, deletes: 2 })
  })

  it('DS-E2 do not include what fails, what is not tried, and what is gone', () => {
    const failing = new SyncRig({ nodes: nodes(10), refuse: refuseAfter(2) })
    const missing = new SyncRig({
      pods: [aPod({ node: 'gone', bound: false })],
      refuse: ({ verb }) => (verb === 'delete' ? 'NotFound' : undefined),
    })

    failing.sync()
    missing.sync()

    expect(failing.expectations.of(KEY)).toMatchObject({ creates: 2, deletes: 0 })
    expect(missing.expectations.of(KEY)).toMatchObject({ creates: 0, deletes: 0 })
  })

  it('DS-E3 hold nobody up after more than five minutes', () => {
    const expectations = new Expectations()
    expectations.expect(KEY, 1, 1, 0 as SimTime)

    expect(expectations.isSatisfied(KEY, minutes(5) as number as SimTime)).toBe(false)
    expect(expectations.isSatisfied(KEY, (minutes(5) + 1) as SimTime)).toBe(true)
  })
})

describe('an execution', () => {
  it('DS-X1 creates and deletes 250 pods at most', () => {
    const creating = new SyncRig({ nodes: nodes(300) }).sync()
    const deleting = new SyncRig({
      pods: Array.from({ length: 300 }, () => aPod({ node: 'gone', bound: false })),
    }).sync()

    expect(creating.creates).toHaveLength(250)
    expect(deleting.deletes).toHaveLength(250)
  })

  it.each([
    { failing: 1, tried: 1 },
    { failing: 3, tried: 3 },
    { failing: 4, tried: 7 },
  ])('DS-X2 tries $tried creations when number $failing fails', ({ failing, tried }) => {
    const rig = new SyncRig({ nodes: nodes(20), refuse: refuseAfter(failing - 1) })

    const outcome = rig.sync()

    expect(outcome.creates).toHaveLength(tried)
    expect(outcome.progress).toBe('failed')
    expect(outcome.events).toContain('Warning FailedCreate')
  })

  it('DS-X3 deletes after the last creation, and does not mind what is gone', () => {
    const outcome = new SyncRig({
      nodes: nodes(3),
      pods: [aPod({ name: 'lost', node: 'gone', bound: false })],
      refuse: ({ verb }) => (verb === 'delete' ? 'NotFound' : undefined),
    }).sync()

    const verbs = outcome.requests.map(({ verb }) => verb)
    expect(verbs.lastIndexOf('create')).toBeLessThan(verbs.indexOf('delete'))
    expect(outcome).toMatchObject({ progress: 'done', deletes: ['lost'] })
  })

  it('DS-X4 goes on in a namespace that takes no more pods, and keeps expecting', () => {
    const rig = new SyncRig({
      nodes: nodes(3),
      refuse: ({ verb }) => (verb === 'create' ? 'NamespaceTerminating' : undefined),
    })

    expect(rig.sync()).toMatchObject({ progress: 'done', events: [] })
    expect(rig.expectations.of(KEY)).toMatchObject({ creates: 3 })
  })

  it('DS-X5 creates pods with hash, owner and node, all of them of one spec', () => {
    const annotations = { 'deprecated.daemonset.template.generation': '3' }
    const set = aDaemonSet({ metadata: { annotations } })

    const { requests } = new SyncRig({ set, nodes: nodes(2) }).sync()

    const pods = requests.flatMap((request) => podIn(request) ?? [])
    expect(pods.map(({ pinnedNode, nodeName, name }) => ({ pinnedNode, nodeName, name }))).toEqual([
      { pinnedNode: 'node-0', nodeName: '', name: '' },
      { pinnedNode: 'node-1', nodeName: '', name: '' },
    ])
    expect(pods[0]?.metadata.labels).toEqual({
      app: 'agent',
      'controller-revision-hash': 'new',
      'pod-template-generation': '3',
    })
    expect(pods[0]?.metadata.controller).toEqual(BY_SET)
    expect(pods[1]?.metadata).toBe(pods[0]?.metadata)
    expect(pods[1]?.specification).toBe(pods[0]?.specification)
  })
})

/** All creations but the first `count` are refused. */
function refuseAfter(count: number) {
  let seen = 0
  return ({ verb }: { readonly verb: string }) =>
    verb === 'create' && ++seen > count ? ('InternalError' as const) : undefined
}
