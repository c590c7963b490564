import { KUBERNETES_PROFILES, type KubernetesProfile } from '@seatrial/core'
import { describe, expect, it } from 'vitest'
import { compareReleases } from '../../src/index.ts'
import { aScenario, aStatefulSet } from '../a-scenario.ts'
import { differingFields } from '../../src/compare-versions/compared-change.ts'
import type { ComparedChange } from '../../src/index.ts'

/** A Parallel set whose new version never becomes ready, and then a fixed one. */
const BROKEN_THEN_FIXED = aScenario({
  cluster: { profile: 'kind-dev' },
  manifests: [aStatefulSet({ podManagementPolicy: 'Parallel' })],
  timeline: [
    { when: { settled: 'all' }, then: rolledOut('web:2-broken', '1000h') },
    { at: '+5m', then: rolledOut('web:2-fixed', '3s') },
  ],
  until: { settled: 'all', atMost: '1h' },
})

function rolledOut(image: string, applicationReady: string): readonly object[] {
  return [
    { setLatency: { 'statefulset/web': { applicationReady } } },
    { setImage: { 'statefulset/web': image } },
  ]
}

/** What of a run tells whether pods were replaced, without what kubelets write. */
const PODS_MADE_AND_TAKEN = { resources: ['controllerrevisions', 'statefulsets'] } as const

describe('the same rollout under two releases', () => {
  it('stalls in 1.35.0 and not in 1.35.4 because of the gate, and the comparison says so', () => {
    const { a, b, differences } = compareReleases(BROKEN_THEN_FIXED, '1.35.0', '1.35.4', {
      resources: ['pods'],
    })

    expect([a.outcome, b.outcome]).toEqual(['horizon', 'done'])
    expect(differences).toHaveLength(1)
    expect(differences[0]).toMatchObject({
      switches: ['maxUnavailableGate'],
      a: undefined,
      b: { type: 'MODIFIED', resource: 'pods', name: 'web-2', by: 'statefulset-controller' },
    })
  })

  it('names the two-phase rollout between 1.36 with the gate on and 1.37', () => {
    const withGate = { ...BROKEN_THEN_FIXED, featureGates: { MaxUnavailableStatefulSet: true } }
    const { differences } = compareReleases(withGate, '1.36', '1.37', {
      ...PODS_MADE_AND_TAKEN,
      differencesMax: 10,
    })

    expect(differences.flatMap(({ switches }) => switches)).toContain('twoPhaseParallel')
  })

  it('differs nowhere from itself', () => {
    const { differences } = compareReleases(BROKEN_THEN_FIXED, '1.37', '1.37')

    expect(differences).toEqual([])
  })

  const neighbours = KUBERNETES_PROFILES.slice(1).map(
    (release, index) => [KUBERNETES_PROFILES[index]!, release] as const,
  )

  it.each(neighbours)('from %s to %s: every difference has its switches', (a, b) => {
    const { differences } = compareReleases(BROKEN_THEN_FIXED, a, b, { differencesMax: 25 })

    expect(differences.length).toBeLessThan(25)
    expect(differences.every(({ switches }) => switches.length > 0)).toBe(true)
    expect(new Set(differences.flatMap(({ switches }) => switches)).size).toBe(
      differences.flatMap(({ switches }) => switches).length,
    )
  })

  it('ends at the first difference unless more are asked for', () => {
    const far: readonly [KubernetesProfile, KubernetesProfile] = ['1.33', '1.37']

    expect(compareReleases(BROKEN_THEN_FIXED, ...far).differences).toHaveLength(1)
  })
})

describe('two changes side by side', () => {
  const change = {
    time: 5,
    type: 'MODIFIED',
    resource: 'pods',
    namespace: 'default',
    name: 'web-0',
    object: { status: { phase: 'Running', podIP: '10.0.0.1' } },
    by: 'kubelet',
    why: '',
  } as unknown as ComparedChange

  it.each([
    {
      title: 'are alike whoever made them',
      other: { ...change, by: 'user', why: 'x' },
      fields: [],
    },
    { title: 'differ in time', other: { ...change, time: 6 }, fields: ['time'] },
    {
      title: 'differ in fields of one object, by their paths',
      other: { ...change, object: { status: { phase: 'Failed', podIP: '10.0.0.1' } } },
      fields: ['status.phase'],
    },
    {
      title: 'about different objects differ in these',
      other: { ...change, name: 'web-1', object: {} },
      fields: ['name'],
    },
    { title: 'differ when there is only one', other: undefined, fields: ['presence'] },
  ])('$title', ({ other, fields }) => {
    expect(differingFields(change, other as ComparedChange | undefined)).toEqual(fields)
  })
})
