import type { ApiRequest, ApiTime } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { OLD, aDaemonSet, aNode, aPod, aRevision, nodes } from './builders.ts'
import { SyncRig } from './sync-rig.ts'

const KEY = 'default/agent'

describe('a sync', () => {
  it('DS-A1 fails from 1.36 on until the caches show what the controller has written', () => {
    for (const profile of ['1.35.4', '1.36'] as const) {
      const rig = new SyncRig({ nodes: nodes(1), pods: [aPod({ node: 'node-0' })], profile })
      rig.ownWrites.record(KEY, 'pods', 2)

      expect(rig.sync().progress).toBe(profile === '1.36' ? 'failed' : 'done')
    }
  })

  it('DS-A1 is content with a cache that is just as new', () => {
    const rig = new SyncRig({ nodes: nodes(1), pods: [aPod({ node: 'node-0' })] })
    rig.ownWrites.record(KEY, 'pods', 1)

    expect(rig.sync().progress).toBe('done')
  })

  it('DS-A2 of a set that is gone forgets what was expected', () => {
    const rig = new SyncRig({ set: null })
    rig.expectations.expect(KEY, 1, 0, rig.simulation.now)

    expect(rig.sync()).toMatchObject({ progress: 'done', requests: [] })
    expect(rig.expectations.of(KEY)).toBeUndefined()
  })

  it('DS-A3 of a set that selects everything only says so', () => {
    const rig = new SyncRig({ set: aDaemonSet({ selector: {} }), nodes: nodes(1) })

    expect(rig.sync()).toMatchObject({ requests: [], events: ['Warning SelectingAll'] })
  })

  it('DS-A4 of a set that is being deleted does nothing', () => {
    const set = aDaemonSet({ metadata: { deletionTimestamp: 1 as ApiTime } })

    expect(new SyncRig({ set, nodes: nodes(1) }).sync()).toMatchObject({
      progress: 'done',
      requests: [],
    })
  })

  it('DS-A5 of a set whose selector means nothing fails without a status', () => {
    const matchExpressions = [{ key: 'app', operator: 'Near', values: ['x'] }]
    const set = aDaemonSet({ selector: { matchExpressions } })

    expect(new SyncRig({ set, nodes: nodes(1) }).sync()).toMatchObject({
      progress: 'failed',
      requests: [],
    })
  })

  it('DS-A5 fails without a status when its revision cannot be written', () => {
    const rig = new SyncRig({
      nodes: nodes(1),
      revisions: [],
      refuse: refusing('controllerrevisions'),
    })

    expect(rig.sync()).toMatchObject({ progress: 'failed', creates: [], status: undefined })
  })

  it('DS-A6 that still expects something only writes a status, without observing anything', () => {
    const rig = new SyncRig({ nodes: nodes(2) })
    rig.expectations.expect(KEY, 1, 0, rig.simulation.now)

    const outcome = rig.sync()

    expect(outcome).toMatchObject({ creates: [], progress: 'done' })
    expect(outcome.status).toMatchObject({ desiredNumberScheduled: 2, observedGeneration: 1 })
  })

  it('DS-A7 rolls only if manage has left nothing to expect', () => {
    const pods = [aPod({ node: 'node-0', hash: OLD })]

    const waiting = new SyncRig({ nodes: nodes(2), pods }).sync()
    const rolling = new SyncRig({ nodes: nodes(1), pods }).sync()

    expect(waiting).toMatchObject({ creates: ['node-1'], deletes: [] })
    expect(rolling.deletes).toHaveLength(1)
  })

  it('DS-A7 does not roll under OnDelete', () => {
    const set = aDaemonSet({ updateStrategy: { type: 'OnDelete' } })
    const pods = [aPod({ node: 'node-0', hash: OLD })]

    expect(new SyncRig({ set, nodes: nodes(1), pods }).sync().deletes).toEqual([])
  })

  it('DS-A8 goes from a failure straight to the status, and fails', () => {
    const set = aDaemonSet({ revisionHistoryLimit: 0 })
    const revisions = [aRevision(), aRevision({ name: 'agent-old', image: 'agent:1', number: 1 })]

    const outcome = new SyncRig({
      set,
      nodes: nodes(1),
      revisions,
      refuse: refusing('pods'),
    }).sync()

    expect(outcome.progress).toBe('failed')
    expect(outcome.status?.observedGeneration).toBe(2)
    expect(outcome.requests.filter(({ resource }) => resource === 'controllerrevisions')).toEqual(
      [],
    )
  })

  it('DS-A9 keeps to the nodes of its beginning and sees pods as they come', () => {
    const set = aDaemonSet({ maxUnavailable: 5 })
    const late: (() => void)[] = []
    const rig = new SyncRig({
      set,
      nodes: nodes(2),
      pods: [aPod({ name: 'first', node: 'node-0', hash: OLD })],
      refuse: ({ verb }) => {
        late.pop()?.()
        return verb === 'create' ? 'InternalError' : undefined
      },
    })
    late.push(() => {
      rig.informers.nodes.fill(aNode('node-2'))
      rig.informers.pods.fill(aPod({ node: 'node-1' }))
    })

    expect(rig.sync().status).toMatchObject({
      desiredNumberScheduled: 2,
      currentNumberScheduled: 2,
    })
  })
})

function refusing(resource: ApiRequest['resource']) {
  return (request: ApiRequest) =>
    request.resource === resource ? ('InternalError' as const) : undefined
}
