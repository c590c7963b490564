import { describe, expect, it } from 'vitest'
import { surplusRevisions } from '../../src/history/surplus-revisions.ts'
import { aPod, aRevision, aSet, revisionOf } from './builders.ts'
import { ControllerRig } from './controller-rig.ts'

const all = ['v1', 'v2', 'v3', 'v4', 'v5']
const revisions = all.map((image, index) => aRevision(image, { number: index + 1 }))

describe('forgetting old revisions', () => {
  it.each([
    [0, ['v1', 'v3']],
    [1, ['v1']],
    [2, []],
    [-1, []],
  ])('STS-H1 keeps %i of those that nobody uses: forgets %j', (limit, images) => {
    const inUse = [revisionOf('v2'), revisionOf('v4'), revisionOf('v5')]

    const surplus = surplusRevisions(revisions, limit, (name) => inUse.includes(name))

    expect(surplus.map(({ metadata }) => metadata.name)).toEqual(images.map(revisionOf))
  })

  it('STS-H1 takes the current, the update revision and those of pods for used', () => {
    const status = { currentRevision: revisionOf('v2') }
    const set = aSet({ image: 'v5', replicas: 2, revisionHistoryLimit: 0, status })
    const rig = new ControllerRig({
      set,
      pods: [aPod(0, { revision: revisionOf('v4') })],
      revisions,
    })

    rig.sync()

    expect(forgotten(rig)).toEqual(['v1', 'v3'].map(revisionOf))
  })

  it('STS-H2 forgets after a failed pass, too, and stops at the first refusal', () => {
    const status = { currentRevision: revisionOf('v2') }
    const set = aSet({ image: 'v5', revisionHistoryLimit: 0, status })
    const failures = [
      { verb: 'create', resource: 'pods', reason: 'Forbidden' },
      {
        verb: 'delete',
        resource: 'controllerrevisions',
        name: revisionOf('v3'),
        reason: 'NotFound',
      },
    ] as const
    const rig = new ControllerRig({ set, revisions }, { failures })

    rig.sync()

    expect(forgotten(rig)).toEqual(['v1', 'v3'].map(revisionOf))
    expect(rig.hasFailed).toBe(true)
  })
})

function forgotten(rig: ControllerRig): readonly string[] {
  return rig.answered.flatMap(({ request }) =>
    request.verb === 'delete' && request.resource === 'controllerrevisions' ? [request.name] : [],
  )
}
