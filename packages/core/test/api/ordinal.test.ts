import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInRange, isMember, ordinalOf, parentOf } from '@seatrial/core'

describe('the ordinal in a pod name', () => {
  it.each([
    ['web-0', 'web', 0],
    ['web-1-2', 'web-1', 2],
    ['web--1', 'web-', 1],
    ['web-007', 'web', 7],
    ['web-2147483647', 'web', 2147483647],
    ['web-2147483648', 'web', -1],
    ['web', '', -1],
    ['web-', '', -1],
    ['web-a1', '', -1],
    ['7', '', -1],
    ['', '', -1],
  ])('of %s belongs to "%s" and is %i', (name, parent, ordinal) => {
    expect([parentOf(name), ordinalOf(name)]).toEqual([parent, ordinal])
  })

  it('is read back from the name of any member', () => {
    const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,20}[a-z0-9])?$/)
    fc.assert(
      fc.property(name, fc.nat(2_147_483_647), (setName, ordinal) => {
        const podName = `${setName}-${ordinal}`

        expect(isMember(setName, podName)).toBe(true)
        expect(ordinalOf(podName)).toBe(ordinal)
      }),
    )
  })

  it('lies in range from start up to start plus replicas', () => {
    expect([-1, 4, 5, 7, 8].map((ordinal) => isInRange(ordinal, 5, 3))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ])
    expect(isInRange(0, 0, 0)).toBe(false)
  })
})
