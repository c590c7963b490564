import type { ApiRequest, ApiTime } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { BY_SET, aDaemonSet, aPod, aRevision, nodes } from './builders.ts'
import { type Outcome, SyncRig } from './sync-rig.ts'

const STRANGER = { labels: { app: 'other' } }

describe('claiming', () => {
  it('DS-C1 counts what the set controls and selects', () => {
    const pods = [
      aPod({ node: 'node-0' }),
      aPod({ node: 'node-1', ...STRANGER }),
      aPod({ node: 'node-2', owners: [{ ...BY_SET, uid: 'uid-other' }] }),
    ]

    expect(new SyncRig({ nodes: nodes(3), pods }).sync().creates).toEqual(['node-1', 'node-2'])
  })

  it('DS-C2 releases what the set controls and does not select', () => {
    const outcome = new SyncRig({
      nodes: nodes(1),
      pods: [aPod({ name: 'stranger', node: 'node-0', ...STRANGER })],
      revisions: [aRevision(), aRevision({ name: 'agent-x', image: 'x', ...STRANGER })],
    }).sync()

    expect(ownerChanges(outcome, 'release')).toEqual(['agent-x', 'stranger'])
  })

  it('DS-C3 adopts what nobody controls and the set selects, and counts it at once', () => {
    const outcome = new SyncRig({
      nodes: nodes(3),
      pods: [
        aPod({ name: 'orphan', node: 'node-0', owners: [] }),
        aPod({ name: 'leaving', node: 'node-1', owners: [], terminating: true }),
        aPod({ name: 'unlike', node: 'node-2', owners: [], ...STRANGER }),
      ],
      revisions: [aRevision({ owners: [] })],
    }).sync()

    expect(new Set(ownerChanges(outcome, 'adopt'))).toEqual(new Set(['agent-new', 'orphan']))
    expect(outcome.creates).toEqual(['node-1', 'node-2'])
    expect(outcome.status?.currentNumberScheduled).toBe(1)
  })

  it.each([
    { title: 'is another one', liveSet: aDaemonSet({ metadata: { uid: 'uid-other' } }) },
    {
      title: 'is being deleted',
      liveSet: aDaemonSet({ metadata: { deletionTimestamp: 1 as ApiTime } }),
    },
  ])('DS-C4 adopts nothing when the set on the server $title', ({ liveSet }) => {
    const pods = [aPod({ node: 'node-0', owners: [] })]

    const outcome = new SyncRig({ nodes: nodes(1), pods, liveSet }).sync()

    expect(ownerChanges(outcome, 'adopt')).toEqual([])
    expect(outcome).toMatchObject({ progress: 'failed', creates: [], status: undefined })
  })

  it('DS-C5 leaves out what is gone, and tries the rest after a refusal', () => {
    const pods = [
      aPod({ name: 'gone', node: 'node-0', owners: [] }),
      aPod({ name: 'held', node: 'node-1', owners: [] }),
      aPod({ name: 'free', node: 'node-2', owners: [] }),
    ]
    const answers = { gone: 'NotFound', held: 'InternalError' } as const

    const missing = new SyncRig({
      nodes: nodes(1),
      pods: pods.slice(0, 1),
      refuse: ({ name }) => answers[name as keyof typeof answers],
    }).sync()
    const refused = new SyncRig({
      nodes: nodes(3),
      pods,
      refuse: ({ name }) => answers[name as keyof typeof answers],
    }).sync()

    expect(missing).toMatchObject({ progress: 'done', creates: ['node-0'] })
    expect(refused).toMatchObject({ progress: 'failed', creates: [] })
    expect(ownerChanges(refused, 'adopt')).toContain('free')
  })

  it('DS-C6 claims anew at each stage while the cache shows nothing of it', () => {
    const pods = [aPod({ name: 'orphan', node: 'node-0', owners: [] })]

    const outcome = new SyncRig({ nodes: nodes(1), pods }).sync()

    expect(ownerChanges(outcome, 'adopt')).toEqual(['orphan', 'orphan', 'orphan', 'orphan'])
  })
})

function ownerChanges({ requests }: Outcome, type: 'adopt' | 'release'): readonly string[] {
  const names = requests.filter((request) => hasOwnerChange(request, type)).map(({ name }) => name)
  return type === 'release' ? [...new Set(names)] : names
}

function hasOwnerChange(request: ApiRequest, type: 'adopt' | 'release'): boolean {
  return 'owner' in request && request.owner.type === type
}
