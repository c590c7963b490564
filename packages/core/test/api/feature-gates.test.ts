import { describe, expect, it } from 'vitest'
import {
  KUBERNETES_PROFILES,
  UnknownFeatureGateError,
  behaviours,
  knowsFeatureGate,
  resolveFeatureGates,
} from '@seatrial/core'

describe('feature gates', () => {
  it('has maxUnavailable of StatefulSets on by default in 1.35.0 and 1.37 only', () => {
    const on = KUBERNETES_PROFILES.filter(
      (profile) => resolveFeatureGates(profile).MaxUnavailableStatefulSet,
    )

    expect(on).toEqual(['1.35.0', '1.37'])
  })

  it('lets the user turn a gate on and off', () => {
    expect(behaviours('1.37').maxUnavailableGate).toBe(true)

    const gates = resolveFeatureGates('1.37', { MaxUnavailableStatefulSet: false })

    expect(behaviours('1.37', gates).maxUnavailableGate).toBe(false)
  })

  it('ignores a gate that only another release knows', () => {
    const gates = resolveFeatureGates('1.36', { StatefulSetRecreateStrategy: true })

    expect(gates.StatefulSetRecreateStrategy).toBe(false)
    expect(knowsFeatureGate('1.36', 'StatefulSetRecreateStrategy')).toBe(false)
    expect(knowsFeatureGate('1.37', 'StatefulSetRecreateStrategy')).toBe(true)
  })

  it('names the nearest gate when nobody knows the one that was set', () => {
    const set = () => resolveFeatureGates('1.37', { MaxUnavailableStatefullSet: true })

    expect(set).toThrow(UnknownFeatureGateError)
    expect(set).toThrow('did you mean MaxUnavailableStatefulSet?')
  })

  it('lists the gates when none is near', () => {
    expect(() => resolveFeatureGates('1.37', { Turbo: true })).toThrow(/known are MaxUnavailable/)
  })
})

describe('behaviours', () => {
  it('are those of 1.33 under 1.13 as far as the controllers go', () => {
    const older = behaviours('1.13')
    const newer = behaviours('1.33')
    const differing = Object.keys(newer).filter((name) => {
      const key = name as keyof typeof newer
      return older[key] !== newer[key]
    })

    const outside =
      /^(release|nodeGracePeriodSeconds|popFromBackoffQueue|quotaNamesContainers|.*(Printed|Named|Layout))$/
    expect(differing.filter((name) => !outside.test(name))).toEqual([])
  })

  it.each([
    [
      '1.34',
      '1.35.0',
      [
        'completedContainersRule',
        'crashLoopRequeue',
        'invalidMaxUnavailableBreaksStatus',
        'maxUnavailableGate',
      ],
    ],
    [
      '1.35.0',
      '1.35.4',
      [
        'invalidMaxUnavailableBreaksStatus',
        'maxUnavailableGate',
        'readyRequeueSlackSeconds',
        'selfRequeue',
      ],
    ],
    [
      '1.35.4',
      '1.36',
      [
        'nodeArchitectureInKernelColumn',
        'notFoundOnPodDelete',
        'readYourWritesDaemonSet',
        'readYourWritesStatefulSet',
        'sandboxReadyWrite',
      ],
    ],
  ] as const)('differ between %s and %s in the recorded points', (older, newer, expected) => {
    const before: Record<string, unknown> = { ...behaviours(older) }
    const after = Object.entries(behaviours(newer))

    const changed = after.filter(([name, value]) => before[name] !== value).map(([name]) => name)

    expect(changed).toEqual(expect.arrayContaining([...expected]))
  })

  it('break the status on an unreadable maxUnavailable from 1.35.0 on, with the gate on', () => {
    const breaking = KUBERNETES_PROFILES.filter((profile) => {
      const gates = resolveFeatureGates(profile, { MaxUnavailableStatefulSet: true })
      return behaviours(profile, gates).invalidMaxUnavailableBreaksStatus
    })

    expect(breaking).toEqual(['1.35.0', '1.35.4', '1.36', '1.37'])
  })
})
