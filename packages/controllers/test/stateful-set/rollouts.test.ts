import { type KubernetesProfile, statefulSetMaxUnavailable } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import {
  type RolloutSlots,
  planBudgetRollout,
  planLegacyRollout,
  planTwoPhaseRollout,
} from '../../src/stateful-set/plans/plan-rollout.ts'
import { aPod, aRevision, aSet, pods, revisionOf } from './builders.ts'
import {
  ControllerRig,
  type Objects,
  type RigOptions,
  synced as syncedRig,
} from './controller-rig.ts'

const revisions = [aRevision('v1', { number: 1 }), aRevision('v2', { number: 2 })]
const PARALLEL = { podManagementPolicy: 'Parallel' }

describe('which pods a rollout replaces', () => {
  // From the lowest slot up: o outdated, O outdated and unavailable, u updated, U updated and unavailable, t terminating.
  it.each([
    ['ooo', 0, [2]],
    ['oou', 0, [1]],
    ['oOu', 0, [1]],
    ['oou'.replace('u', 'U'), 0, []],
    ['oot', 0, []],
    ['Ooou', 2, [2]],
    ['ooou', 3, []],
    ['uuu', 0, []],
  ])('STS-U1 without the gate %s down to %i: %j', (states, partition, deletes) => {
    expect(planLegacyRollout(slotsOf(states), partition).deletes).toEqual(deletes)
  })

  it.each([
    [undefined, 10, 1],
    [3, 10, 3],
    [0, 10, 1],
    ['25%', 10, 2],
    ['10%', 3, 1],
    ['100%', 4, 4],
    ['50%', 0, 1],
    ['half', 10, undefined],
  ])('STS-U2 maxUnavailable %s of %i is %s', (value, replicas, expected) => {
    expect(statefulSetMaxUnavailable(value, replicas)).toBe(expected)
  })

  it.each([
    ['ooooo', 0, 2, [4, 3]],
    ['ooooo', 4, 2, [4]],
    ['oooot', 0, 2, [3]],
    ['oooUt', 0, 2, []],
    ['Oooou', 1, 2, [3]],
    ['ooOOO', 0, 3, []],
  ])('STS-U3 with the gate %s down to %i within %i: %j', (states, partition, budget, deletes) => {
    expect(planBudgetRollout(slotsOf(states), partition, budget).deletes).toEqual(deletes)
  })

  it.each([
    ['O', 0, 1, [0]],
    ['ooO', 0, 1, [2]],
    ['oooOO', 0, 2, [4, 3]],
    ['oot', 0, 1, []],
    ['oooOt', 0, 3, [3, 2]],
    ['oootO', 0, 3, [4, 2]],
    ['ooooO', 2, 1, [4]],
    ['ooOoo', 2, 1, [2]],
    ['oOooo', 2, 1, []],
    ['oOooO', 3, 2, [4]],
    ['OOoo', 0, 2, [1, 0]],
    ['OOooo', 0, 3, [1, 0, 4]],
  ])('STS-U4 in two phases %s down to %i within %i: %j', (states, partition, budget, deletes) => {
    expect(planTwoPhaseRollout(slotsOf(states), partition, budget).deletes).toEqual(deletes)
  })

  it.each([
    ['1.36', 'OrderedReady', false, [3]],
    ['1.36', 'Parallel', true, [3, 2]],
    ['1.37', 'OrderedReady', true, [3, 2]],
    ['1.37', 'Parallel', true, [3, 2]],
  ] as const)('STS-U3 decides in %s with %s and the gate %s for %j', (...row) => {
    const [profile, policy, gate, expected] = row
    const gates = { MaxUnavailableStatefulSet: gate }
    const rollingUpdate = { partition: 0, maxUnavailable: 2 }
    const set = outdatedSet(4, { podManagementPolicy: policy, rollingUpdate })

    expect(deleted(synced({ set, pods: pods([0, 1, 2, 3]) }, { profile, gates }))).toEqual(expected)
  })

  it.each([
    ['1.34', true],
    ['1.35.0', false],
    ['1.37', false],
  ] as const)('STS-U5 an unreadable maxUnavailable leaves in %s the status: %s', (...row) => {
    const [profile, writesStatus] = row
    const gates = { MaxUnavailableStatefulSet: true }
    const rollingUpdate = { partition: 0, maxUnavailable: 'half' }
    const set = outdatedSet(1, { rollingUpdate })

    const rig = synced({ set, pods: pods([0]) }, { profile, gates })

    expect(rig.hasFailed).toBe(true)
    expect(rig.status !== undefined).toBe(writesStatus)
  })

  it('STS-U6 counts a slot that was just filled as unavailable', () => {
    const rollingUpdate = { partition: 0, maxUnavailable: 2 }
    const set = outdatedSet(4, { ...PARALLEL, rollingUpdate })

    expect(deleted(synced({ set, pods: pods([0, 1, 2]) }))).toEqual([2])
  })

  it('STS-U6 replaces at once what it has just made on the current revision', () => {
    const set = outdatedSet(2, { ...PARALLEL, rollingUpdate: undefined, currentReplicas: 2 })

    const rig = synced({ set, pods: pods([0]) })

    expect(rig.requests.slice(0, 2)).toEqual([
      `create pods web-1 (${revisionOf('v1')})`,
      'delete pods web-1',
    ])
  })

  it('STS-U7 OnDelete replaces nothing', () => {
    const updateStrategy = { type: 'OnDelete' }
    const status = { currentRevision: revisionOf('v1') }
    const set = aSet({ image: 'v2', replicas: 2, updateStrategy, status })

    expect(deleted(synced({ set, pods: pods([0, 1]) }))).toEqual([])
  })

  it('STS-U8 goes on over a missing pod and stops at any other refusal', () => {
    const rollingUpdate = { partition: 0, maxUnavailable: 3 }
    const set = outdatedSet(3, { ...PARALLEL, rollingUpdate })
    const missing = { verb: 'delete', resource: 'pods', name: 'web-2', reason: 'NotFound' } as const
    const forbidden = { ...missing, reason: 'Forbidden' } as const
    const all = pods([0, 1, 2])

    const over = synced({ set, pods: all }, { failures: [missing], profile: '1.35.0' })
    const stopped = synced({ set, pods: all }, { failures: [forbidden] })

    expect(deleted(over)).toEqual([2, 1, 0])
    expect([over.hasFailed, over.status?.currentReplicas]).toEqual([false, 0])
    expect(deleted(stopped)).toEqual([2])
    expect([stopped.hasFailed, stopped.status?.currentReplicas]).toEqual([true, 3])
  })

  it('STS-U8 tells of the missing pod as its release does', () => {
    const failures = [{ verb: 'delete', resource: 'pods', reason: 'NotFound' }] as const
    const objects = { set: outdatedSet(1, {}), pods: [aPod(0)] }
    const reason = (profile: KubernetesProfile): readonly string[] =>
      synced(objects, { profile, failures }).eventReasons

    expect(reason('1.35.4')).toEqual(['FailedDelete'])
    expect(reason('1.36')).toEqual(['SuccessfulDelete'])
  })
})

/** Slots by a letter each, answered by looking at all of them. */
function slotsOf(states: string): RolloutSlots {
  const highest = (letters: string, from: number): number => {
    for (let slot = from; slot >= 0; slot--) if (letters.includes(states[slot]!)) return slot
    return -1
  }
  const count = (letters: string): number =>
    [...states].filter((state) => letters.includes(state)).length
  return {
    slotCount: states.length,
    unavailableCount: count('OUt'),
    outdatedUnavailableCount: count('O'),
    previousUnavailable: (from) => highest('OUt', from),
    previousOutdatedUnavailable: (from) => highest('O', from),
    previousOutdatedAvailable: (from) => highest('o', from),
  }
}

interface OutdatedOptions {
  readonly podManagementPolicy?: string
  readonly rollingUpdate?: { partition: number; maxUnavailable?: number | string } | undefined
  readonly currentReplicas?: number
}

/** A set whose template has become v2 while its pods are of v1. */
function outdatedSet(replicas: number, options: OutdatedOptions): ReturnType<typeof aSet> {
  const { podManagementPolicy = 'OrderedReady', currentReplicas = replicas } = options
  const rollingUpdate = 'rollingUpdate' in options ? options.rollingUpdate : { partition: 0 }
  return aSet({
    image: 'v2',
    replicas,
    podManagementPolicy,
    updateStrategy: {
      type: 'RollingUpdate',
      ...(rollingUpdate !== undefined && { rollingUpdate }),
    },
    status: { currentRevision: revisionOf('v1'), currentReplicas },
  })
}

function synced(objects: Objects, options?: RigOptions): ControllerRig {
  return syncedRig({ revisions, ...objects }, options)
}

function deleted(rig: ControllerRig): readonly number[] {
  return rig.answered.flatMap(({ request }) =>
    request.verb === 'delete' && request.resource === 'pods'
      ? [Number(request.name.slice('web-'.length))]
      : [],
  )
}
