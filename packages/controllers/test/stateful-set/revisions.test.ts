import { type JsonObject, behaviours } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { type ProposedRevision, chooseRevision } from '../../src/history/choose-revision.ts'
import { statefulSetRevisionData } from '../../src/history/revision-data.ts'
import { BY_STRANGER, aPod, aRevision, aSet, revisionOf, template } from './builders.ts'
import { type ControllerRig, type Objects, synced } from './controller-rig.ts'

const HASH_LABEL = 'controller.kubernetes.io/hash'

describe('which revision is the update revision', () => {
  it('STS-R1 looks at the revisions that it or nobody controls, by number, age and name', () => {
    const rig = synced({
      set: aSet({ image: 'v9' }),
      revisions: [
        aRevision('v3', { number: 3 }),
        aRevision('v2', { number: 5 }),
        aRevision('v4', { number: 7, metadata: { ownerReferences: [BY_STRANGER] } }),
        aRevision('v5', { number: 8, metadata: { labels: { app: 'other' } } }),
      ],
    })

    expect(rig.requests[0]).toBe(`create controllerrevisions ${revisionOf('v9')} (6)`)
  })

  it('STS-R2 compares the bytes of the data', () => {
    const equal = { data: aRevision('v1').data, hash: 'x' }

    expect(choose([aRevision('v1')], equal).type).toBe('keep')
    expect(choose([aRevision('v2')], equal).type).toBe('create')
  })

  it('STS-R3 tells revisions apart up to 1.33 by hashes that are different numbers', () => {
    const numbered = aRevision('v1', { metadata: { labels: { app: 'web', [HASH_LABEL]: '45' } } })
    const proposed = { data: numbered.data, hash: '46' }

    expect(choose([numbered], proposed, true).type).toBe('create')
    expect(choose([numbered], proposed, false).type).toBe('keep')
    expect(choose([numbered], { ...proposed, hash: '4b' }, true).type).toBe('keep')
  })

  it('STS-R4 keeps the newest if it equals the template', () => {
    const revisions = [aRevision('v1', { number: 1 }), aRevision('v2', { number: 2 })]

    const rig = synced({ set: aSet({ image: 'v2', replicas: 0 }), revisions })

    expect(rig.status?.updateRevision).toBe(revisionOf('v2'))
    expect(revisionWrites(rig)).toEqual([])
  })

  it('STS-R5 makes an older one the newest if that equals the template', () => {
    const revisions = [aRevision('v1', { number: 1 }), aRevision('v2', { number: 2 })]

    const rig = synced({ set: aSet({ image: 'v1', replicas: 0 }), revisions })

    expect(revisionWrites(rig)).toEqual([`update controllerrevisions ${revisionOf('v1')} (3)`])
    expect(rig.status?.updateRevision).toBe(revisionOf('v1'))
  })

  it.each(['1.33', '1.34'] as const)(
    'STS-R6 takes the newest in %s for the template if it only lacks defaults (from 1.34)',
    (profile) => {
      const { revision, set } = withDefaultsMissing()

      const rig = synced({ set, revisions: [revision] }, { profile })

      expect(revisionWrites(rig)).toHaveLength(profile === '1.33' ? 1 : 0)
    },
  )

  it('STS-R7 creates a revision with the next number', () => {
    const rig = synced({ set: aSet({ image: 'v2' }), revisions: [aRevision('v1', { number: 4 })] })

    expect(revisionWrites(rig)).toEqual([`create controllerrevisions ${revisionOf('v2')} (5)`])
  })

  it('STS-R8 uses what has the name if it says the same, whoever owns it', () => {
    const taken = aRevision('v1', { metadata: { ownerReferences: [BY_STRANGER] } })

    const rig = synced({ set: aSet({ replicas: 0 }), revisions: [taken] })

    expect(revisionWrites(rig)).toEqual([
      `create controllerrevisions ${revisionOf('v1')} (1) ✗ AlreadyExists`,
    ])
    expect(rig.status).toMatchObject({ updateRevision: revisionOf('v1'), collisionCount: 0 })
  })

  it('STS-R8 tries another name if what has the name says something else', () => {
    const { data } = aRevision('v2')
    const metadata = { name: revisionOf('v1'), ownerReferences: [BY_STRANGER] }

    const rig = synced({
      set: aSet({ replicas: 0 }),
      revisions: [aRevision('v1', { data, metadata })],
    })

    const created = rig.answered.flatMap(({ request, result }) =>
      result.type === 'done' && request.verb === 'create' && 'object' in request
        ? [request.object.metadata]
        : [],
    )
    expect(created).toHaveLength(1)
    expect(created[0]?.name).not.toBe(revisionOf('v1'))
    expect(`web-${created[0]?.labels[HASH_LABEL]}`).toBe(revisionOf('v1'))
    expect(rig.status?.collisionCount).toBe(1)
  })

  it('STS-R9 takes the current revision from the status, else the update revision', () => {
    const revisions = [aRevision('v1', { number: 1 }), aRevision('v2', { number: 2 })]
    const set = aSet({ image: 'v2', status: { currentRevision: revisionOf('v1') } })
    const lost = aSet({ image: 'v2', status: { currentRevision: 'web-gone' } })

    expect(synced({ set, revisions }).status?.currentRevision).toBe(revisionOf('v1'))
    expect(synced({ set: lost, revisions }).status?.currentRevision).toBe(revisionOf('v2'))
  })

  it('STS-R10 writes no status without its revision, but forgets old ones', () => {
    const failures = [
      { verb: 'create', resource: 'controllerrevisions', reason: 'Forbidden' },
    ] as const
    const set = aSet({ image: 'v3', revisionHistoryLimit: 0 })
    const revisions = [aRevision('v1', { number: 1 }), aRevision('v2', { number: 2 })]

    const rig = synced(
      { set, revisions, pods: [aPod(0, { revision: revisionOf('v2') })] },
      { failures },
    )

    expect(rig.requests).toEqual([
      `create controllerrevisions ${revisionOf('v3')} (3) ✗ Forbidden`,
      `delete controllerrevisions ${revisionOf('v1')}`,
    ])
    expect(rig.hasFailed).toBe(true)
  })

  it('STS-R11 fails without a status if a revision cannot be read', () => {
    const content: JsonObject = { spec: { template: { spec: { containers: 'none' } } } }
    const broken = aRevision('v1', { number: 1, content })
    const set = aSet({ image: 'v2', status: { currentRevision: broken.metadata.name } })

    const rig = synced({ set, revisions: [broken, aRevision('v2', { number: 2 })] })

    expect(rig.requests).toEqual([])
    expect(rig.hasFailed).toBe(true)
  })
})

function choose(
  revisions: readonly ReturnType<typeof aRevision>[],
  proposed: ProposedRevision,
  numericHashLabelException = false,
): ReturnType<typeof chooseRevision> {
  return chooseRevision(revisions, proposed, {
    hashLabel: HASH_LABEL,
    numericHashLabelException,
    meansTheSame: () => false,
  })
}

function revisionWrites(rig: ControllerRig): readonly string[] {
  return rig.requests.filter((line) => /^(create|update) controllerrevisions/.test(line))
}

/** A set whose template is fully defaulted, and a revision of before restartPolicy had a default. */
function withDefaultsMissing(): Required<Pick<Objects, 'set'>> & {
  readonly revision: ReturnType<typeof aRevision>
} {
  const container = {
    name: 'app',
    image: 'v1',
    imagePullPolicy: 'IfNotPresent',
    resources: {},
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  }
  const spec = {
    containers: [container],
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
  }
  const { restartPolicy: _missing, ...older } = spec
  const { metadata } = template('v1') as { readonly metadata: JsonObject }
  const data = statefulSetRevisionData({ metadata, spec: older }, behaviours('1.34'))
  return {
    set: aSet({ replicas: 0, template: { metadata, spec } }),
    revision: aRevision('v1', { data }),
  }
}
