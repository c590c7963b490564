import { type ApiTime, type SimTime, type StatefulSetStatus, seconds } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { AvailabilityClock } from '../../src/stateful-set/places/availability-clock.ts'
import { splitPods } from '../../src/stateful-set/places/split-pods.ts'
import { type PodOptions, aPod, aRevision, aSet, pods } from './builders.ts'
import { ControllerRig, type RigOptions } from './controller-rig.ts'

const revisions = [aRevision('v1')]

describe('pods and their places', () => {
  it('STS-P1 gives each pod a slot, condemns it, or leaves it out', () => {
    const all = [
      ...pods([1, 2, 5]),
      aPod(0, { name: 'web-99999999999' }),
      aPod(7, { name: 'web-07' }),
    ]

    const { slots, condemned, others } = splitPods(all, { start: 2, replicas: 2 })

    expect(slots.map(nameOf)).toEqual(['web-2', undefined])
    expect(condemned.map(nameOf)).toEqual(['web-1', 'web-5', 'web-07'])
    expect(others.map(nameOf)).toEqual(['web-99999999999'])
  })

  it('STS-P1 lets the plain name have the slot that two pods claim', () => {
    const { slots, others } = splitPods([aPod(1), aPod(1, { name: 'web-01' })], {
      start: 0,
      replicas: 2,
    })

    expect(slots.map(nameOf)).toEqual([undefined, 'web-1'])
    expect(others.map(nameOf)).toEqual(['web-01'])
  })

  it.each([
    [{ ready: 'True', readySince: 0 }, true],
    [{ ready: 'True', readySince: 1 }, false],
    [{ ready: 'False', readySince: -99 }, false],
    [{ ready: 'True', readySince: 0, phase: 'Failed' }, true],
  ] as const)(
    'STS-P2 calls a pod with %o at second 10 of 10 available: %s',
    (options, expected) => {
      expect(isAvailable('<=', options)).toBe(expected)
    },
  )

  it('STS-P2 never calls a pod available that does not tell since when it is Ready', () => {
    const pod = aPod(0)
    pod.readyTransitionTime = aPod(0, { phase: 'Pending' }).readyTransitionTime

    expect(clock('<=', 10).isAvailable(pod)).toBe(false)
    expect(clock('<=', 0).isAvailable(pod)).toBe(true)
  })

  it('STS-P3 wants it to be longer up to 1.33', () => {
    expect(isAvailable('<', { readySince: 0 })).toBe(false)
    expect(isAvailable('<', { readySince: -1 })).toBe(true)
  })

  it.each(['1.34', '1.37'] as const)(
    'STS-P4 waits in %s for pods that are not available',
    (profile) => {
      const phaseless = { phase: 'Unknown', ready: 'True' } as const

      expect(replaced(profile, { readySince: 0 })).toEqual([])
      expect(replaced(profile, phaseless)).toEqual(['delete pods web-1'])
      expect(replaced(profile, { terminating: true })).toEqual([])
    },
  )

  it('STS-P5 waits in 1.33 for pods that are not Running and Ready', () => {
    const phaseless = { phase: 'Unknown', ready: 'True' } as const

    expect(replaced('1.33', { readySince: 0 })).toEqual(['delete pods web-1'])
    expect(replaced('1.33', phaseless)).toEqual([])
    expect(replaced('1.33', { terminating: true })).toEqual([])
  })

  it('STS-P6 only reports on a set that is being deleted, over all claimed pods', () => {
    const metadata = { deletionTimestamp: 0 as ApiTime, finalizers: ['foregroundDeletion'] }
    const all = [...pods([0, 8]), aPod(0, { name: 'web-99999999999' })]

    const rig = new ControllerRig({ set: aSet({ replicas: 3, metadata }), pods: all, revisions })
    rig.sync()

    expect(rig.requests).toEqual(['update statefulsets/status web'])
    expect(rig.status).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
    } satisfies Partial<StatefulSetStatus>)
  })
})

function nameOf(
  pod: { readonly identity: { readonly name: string } } | undefined,
): string | undefined {
  return pod?.identity.name
}

function clock(comparison: '<' | '<=', minReadySeconds: number): AvailabilityClock {
  const made = new AvailabilityClock({ availabilityComparison: comparison })
  made.restart(minReadySeconds)
  made.advanceTo(seconds(10) as number as SimTime)
  return made
}

function isAvailable(comparison: '<' | '<=', options: PodOptions): boolean {
  return clock(comparison, 10).isAvailable(aPod(0, options))
}

/** What a Parallel rollout replaces that finds an updated pod like this above an outdated one. */
function replaced(profile: NonNullable<RigOptions['profile']>, top: PodOptions): readonly string[] {
  const set = aSet({
    image: 'v2',
    replicas: 3,
    podManagementPolicy: 'Parallel',
    minReadySeconds: 5,
  })
  const history = [aRevision('v1', { profile }), aRevision('v2', { profile, number: 2 })]
  const updated = { revision: history[1]?.metadata.name ?? '' }
  const all = [aPod(0), aPod(1), aPod(2, { ...updated, ...top })]
  const gates = { MaxUnavailableStatefulSet: false }
  const rig = new ControllerRig({ set, pods: all, revisions: history }, { profile, gates })
  rig.sync()
  return rig.requests.filter((line) => line.startsWith('delete pods'))
}
