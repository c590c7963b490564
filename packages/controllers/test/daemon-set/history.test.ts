import type { ApiRequest, ControllerRevision } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { OLD, aDaemonSet, aPod, aRevision, nodes } from './builders.ts'
import { type Outcome, SyncRig } from './sync-rig.ts'

const HASH = 'controller-revision-hash'

describe('the history', () => {
  it('DS-H1 labels a revision without a hash with its name', () => {
    const revisions = [aRevision({ labels: { app: 'agent' } })]

    const outcome = new SyncRig({ nodes: nodes(1), revisions }).sync()

    expect(revisionsIn(outcome, 'update').map(({ metadata }) => metadata.labels[HASH])).toEqual([
      'agent-new',
    ])
    expect(outcome.creates).toEqual(['node-0'])
  })

  it('DS-H2 creates a revision for a template that has none, with the next number', () => {
    const revisions = [aRevision({ name: 'agent-old', image: 'agent:1', number: 4 })]

    const [created] = revisionsIn(new SyncRig({ revisions }).sync(), 'create')

    expect(created).toMatchObject({ revision: 5, data: aRevision().data })
    expect(created?.metadata.name).toBe(`agent-${created?.metadata.labels[HASH]}`)
  })

  it('DS-H3 uses the revision that has taken the name if it says the same', () => {
    const hiddenRevision = aRevision({ name: 'agent-taken', owners: [] })

    const rig = new SyncRig({ nodes: nodes(1), revisions: [], hiddenRevision, refuse: nameTaken })

    expect(rig.sync()).toMatchObject({ progress: 'done', creates: ['node-0'] })
  })

  it.each([
    { live: undefined, written: 1 },
    { live: 3, written: undefined },
  ])('DS-H4 counts a collision unless the server has ($live)', ({ live, written }) => {
    const rig = new SyncRig({
      nodes: nodes(1),
      revisions: [],
      hiddenRevision: aRevision({ image: 'agent:other' }),
      liveSet: aDaemonSet(live === undefined ? {} : { status: { collisionCount: live } }),
      refuse: nameTaken,
    })

    const outcome = rig.sync()

    expect(outcome).toMatchObject({ progress: 'failed', creates: [] })
    expect(outcome.status?.collisionCount).toBe(written)
  })

  it('DS-H5 makes the revision of a template that is back the newest', () => {
    const revisions = [
      aRevision({ number: 1 }),
      aRevision({ name: 'agent-old', image: 'agent:1', number: 2 }),
    ]

    const [raised] = revisionsIn(new SyncRig({ revisions }).sync(), 'update')

    expect(raised).toMatchObject({ revision: 3, metadata: { name: 'agent-new' } })
  })

  it('DS-H6 keeps the highest of several, relabels the pods and still judges them by their old labels', () => {
    const revisions = [aRevision({ number: 3 }), aRevision({ name: 'agent-twin', number: 2 })]
    const pods = [
      aPod({ name: 'twin', node: 'node-0', hash: 'twin' }),
      aPod({ name: 'recent', node: 'node-1' }),
    ]

    const { requests, deletes, status } = new SyncRig({ nodes: nodes(2), revisions, pods }).sync()

    const changes = requests.filter((request) => 'labels' in request || request.verb === 'delete')
    expect(changes.map(({ verb, name }) => `${verb} ${name}`)).toEqual([
      'patch twin',
      'delete agent-twin',
      'delete twin',
    ])
    expect(deletes).toEqual(['twin'])
    expect(status?.updatedNumberScheduled).toBe(1)
  })

  it('DS-H7 deletes old revisions beyond the limit, but none that a pod is of', () => {
    const set = aDaemonSet({ revisionHistoryLimit: 1, updateStrategy: { type: 'OnDelete' } })
    const revisions = [
      aRevision({ number: 9 }),
      ...[1, 2, 3, 4].map((number) =>
        aRevision({ name: `agent-old${number}`, image: `agent:old${number}`, number }),
      ),
    ]
    const pods = [
      aPod({ node: 'node-0', hash: 'old1' }),
      aPod({ node: 'node-1', hash: 'old2', phase: 'Failed', terminating: true }),
      aPod({ hash: 'old3' }),
      aPod({ node: 'node-0', hash: OLD, labels: { app: 'other' } }),
    ]

    const { requests } = new SyncRig({ set, nodes: nodes(2), revisions, pods }).sync()

    const deleted = requests.filter(
      ({ verb, resource }) => verb === 'delete' && resource === 'controllerrevisions',
    )
    expect(deleted.map(({ name }) => name)).toEqual(['agent-old3', 'agent-old4'])
  })
})

function revisionsIn(
  { requests }: Outcome,
  verb: ApiRequest['verb'],
): readonly ControllerRevision[] {
  return requests
    .filter((request) => request.verb === verb && request.resource === 'controllerrevisions')
    .flatMap((request) => ('object' in request ? (request.object as ControllerRevision) : []))
}

function nameTaken({ verb, resource }: ApiRequest): 'AlreadyExists' | undefined {
  return verb === 'create' && resource === 'controllerrevisions' ? 'AlreadyExists' : undefined
}
