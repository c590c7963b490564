import { type ApiTime, PodMetadata } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { BY_SET, aDaemonSet, aNode, aPod, aRevision } from './builders.ts'
import { NOBODY, WakingRig, another, later } from './waking-rig.ts'

const KEY = 'default/agent'
const BY_OTHER = { ...BY_SET, name: 'other', uid: 'uid-other' }

function rig(): WakingRig {
  return new WakingRig([aDaemonSet(), another('other')])
}

describe('an event of a set', () => {
  it('DS-Q1 queues the set', () => {
    const set = aDaemonSet()

    expect(rig().tell('daemonSets', ['MODIFIED', set, set])).toEqual({ ...NOBODY, sets: [KEY] })
  })

  it.each([
    { title: 'is gone', event: ['DELETED', aDaemonSet()] as const },
    {
      title: 'has become another',
      event: ['MODIFIED', aDaemonSet({ metadata: { uid: 'uid-again' } }), aDaemonSet()] as const,
    },
  ])('DS-Q2 forgets what was expected of a set that $title', ({ event }) => {
    expect(rig().tell('daemonSets', event)).toEqual({
      ...NOBODY,
      sets: [KEY],
      seen: [`${KEY} forgotten`],
    })
  })
})

describe('an event of a pod', () => {
  it('DS-Q3 that appears queues its owner and counts as created', () => {
    expect(rig().tell('pods', ['ADDED', aPod()])).toEqual({
      ...NOBODY,
      sets: [KEY],
      seen: [`${KEY} 2/3`],
    })
  })

  it('DS-Q4 that is gone queues its owner and counts as deleted', () => {
    expect(rig().tell('pods', ['DELETED', aPod()])).toEqual({
      ...NOBODY,
      sets: [KEY],
      seen: [`${KEY} 3/2`],
    })
    expect(rig().tell('pods', ['DELETED', aPod({ owners: [] })])).toEqual(NOBODY)
  })

  it('DS-Q5 that is terminating counts as deleted each time', () => {
    const waking = rig()
    const pod = aPod({ terminating: true })
    waking.tell('pods', ['ADDED', pod])

    expect(waking.tell('pods', ['MODIFIED', later(pod), pod])).toMatchObject({
      sets: [KEY],
      seen: [`${KEY} 3/1`],
    })
  })

  it('DS-Q6 without a controller queues whoever selects it, when it appears or is relabelled', () => {
    const orphan = aPod({ owners: [] })
    const relabelled = later(orphan, (draft) => {
      draft.metadata = new PodMetadata({ labels: { app: 'agent', more: '1' } })
    })
    const everyone = { ...NOBODY, sets: [KEY, 'default/other'] }

    expect(rig().tell('pods', ['ADDED', orphan])).toEqual(everyone)
    expect(rig().tell('pods', ['MODIFIED', relabelled, orphan])).toEqual(everyone)
    expect(rig().tell('pods', ['MODIFIED', later(orphan), orphan])).toEqual(NOBODY)
  })

  it('DS-Q7 that changes queues its owner, and a former one', () => {
    const pod = aPod({ owners: [BY_OTHER] })
    const taken = later(pod, (draft) => {
      draft.metadata = aPod().metadata
    })

    expect(rig().tell('pods', ['MODIFIED', taken, pod])).toEqual({
      ...NOBODY,
      sets: [KEY, 'default/other'],
    })
    expect(rig().tell('pods', ['MODIFIED', taken, taken])).toEqual(NOBODY)
  })

  it('DS-Q8 that turns Ready queues its owner again a second after minReadySeconds', () => {
    const waking = new WakingRig([aDaemonSet({ minReadySeconds: 10 })])
    const pod = aPod({ ready: 'False' })
    const ready = later(pod, (draft) => {
      draft.ready = 'True'
    })

    expect(waking.tell('pods', ['MODIFIED', ready, pod])).toEqual({
      ...NOBODY,
      sets: [KEY],
      later: [{ key: KEY, seconds: 11 }],
    })
  })

  it.each([
    { title: 'of another uid', owner: { ...BY_SET, uid: 'uid-former' }, sets: [] },
    { title: 'of another kind', owner: { ...BY_SET, kind: 'ReplicaSet' }, sets: [] },
    {
      title: 'that is not the controller, and so none',
      owner: { ...BY_SET, controller: false },
      sets: [KEY, 'default/other'],
    },
  ])('DS-Q9 goes to the sets that it should with an owner $title', ({ owner, sets }) => {
    expect(rig().tell('pods', ['ADDED', aPod({ owners: [owner] })])).toEqual({ ...NOBODY, sets })
  })

  it('DS-Q10 goes to nobody with an empty or unusable selector, or without labels', () => {
    const matchExpressions = [{ key: 'app', operator: 'Near', values: ['x'] }]
    const odd = new WakingRig([
      aDaemonSet({ selector: {} }),
      aDaemonSet({ selector: { matchExpressions }, metadata: { name: 'odd' } }),
    ])
    const unlabelled = aPod({ owners: [] })
    unlabelled.metadata = new PodMetadata({})

    expect(odd.tell('pods', ['ADDED', aPod({ owners: [] })])).toEqual(NOBODY)
    expect(rig().tell('pods', ['ADDED', unlabelled])).toEqual(NOBODY)
  })
})

describe('an event of a revision', () => {
  const owned = aRevision()
  const orphan = aRevision({ owners: [] })
  const everyone = { ...NOBODY, sets: [KEY, 'default/other'] }

  it('DS-Q11 that appears queues those who select it if nobody owns it', () => {
    expect(rig().tell('controllerRevisions', ['ADDED', owned])).toEqual(NOBODY)
    expect(rig().tell('controllerRevisions', ['ADDED', orphan])).toEqual(everyone)
  })

  it('DS-Q11 that changes queues owners, or those who select it', () => {
    const newer = { ...owned, metadata: { ...owned.metadata, resourceVersion: 2 } }
    const freed = { ...orphan, metadata: { ...orphan.metadata, resourceVersion: 2 } }

    expect(rig().tell('controllerRevisions', ['MODIFIED', newer, owned]).sets).toEqual([KEY])
    expect(rig().tell('controllerRevisions', ['MODIFIED', freed, owned])).toEqual(everyone)
    expect(rig().tell('controllerRevisions', ['MODIFIED', freed, orphan])).toEqual(NOBODY)
  })

  it('DS-Q11 that is gone queues its owner', () => {
    const leaving = { ...owned, metadata: { ...owned.metadata, deletionTimestamp: 1 as ApiTime } }

    expect(rig().tell('controllerRevisions', ['DELETED', owned]).sets).toEqual([KEY])
    expect(rig().tell('controllerRevisions', ['ADDED', leaving]).sets).toEqual([KEY])
    expect(rig().tell('controllerRevisions', ['DELETED', orphan])).toEqual(NOBODY)
  })
})

describe('an event of a node', () => {
  const first = { key: 'a', effect: 'NoSchedule' }
  const second = { key: 'b', effect: 'NoExecute' }
  const node = aNode('node-0', { taints: [first, second] })

  it.each([
    { title: 'appears', event: ['ADDED', node], nodes: ['node-0'] },
    {
      title: 'changes its labels',
      event: ['MODIFIED', aNode('node-0', { labels: { a: 'b' }, taints: [first, second] }), node],
      nodes: ['node-0'],
    },
    {
      title: 'changes the order of its taints',
      event: ['MODIFIED', aNode('node-0', { taints: [second, first] }), node],
      nodes: ['node-0'],
    },
    {
      title: 'changes in any other way',
      event: ['MODIFIED', { ...node, spec: { ...node.spec, unschedulable: true } }, node],
      nodes: [],
    },
    { title: 'is gone', event: ['DELETED', node], nodes: [] },
  ] as const)('DS-Q12 that $title is or is not looked at', ({ event, nodes }) => {
    expect(rig().tell('nodes', event)).toEqual({ ...NOBODY, nodes })
  })
})

describe('the look at a node', () => {
  it.each([
    { title: 'wants a pod and has none', sets: [KEY] },
    { title: 'has what it wants', pod: {}, sets: [] },
    { title: 'has one that is not bound yet', pod: { bound: false }, sets: [KEY] },
    {
      title: 'has one of a former set of that name',
      pod: { owners: [{ ...BY_SET, uid: 'x' }] },
      sets: [],
    },
    { title: 'keeps none but has one', effect: 'NoExecute', pod: {}, sets: [KEY] },
    { title: 'keeps one that it does not want', effect: 'NoSchedule', pod: {}, sets: [] },
    { title: 'has one while some are misscheduled', misscheduled: 1, pod: {}, sets: [KEY] },
  ])(
    'DS-Q13 queues the set or not if the node $title',
    ({ effect, misscheduled = 0, pod, sets }) => {
      const set = aDaemonSet({ status: { numberMisscheduled: misscheduled } })
      const taints = effect === undefined ? [] : [{ key: 'dedicated', effect }]
      const waking = new WakingRig([set], {
        nodes: [aNode('node-0', { taints })],
        pods: pod === undefined ? [] : [aPod({ node: 'node-0', ...pod })],
      })

      expect(waking.lookAt('node-0').sets).toEqual(sets)
    },
  )

  it('DS-Q13 queues nobody for a node that is gone', () => {
    expect(rig().lookAt('node-9')).toEqual(NOBODY)
  })
})
