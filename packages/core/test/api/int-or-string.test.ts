import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  allowsSurge,
  daemonSetMaxSurge,
  daemonSetMaxUnavailable,
  scaledValue,
  statefulSetMaxUnavailable,
} from '@seatrial/core'

describe('counts and percentages', () => {
  it.each([
    ['25%', 7, 2, 1],
    ['-5%', 10, 0, -1],
    ['+5%', 100, 5, 5],
    ['007%', 10, 1, 0],
    ['200%', 3, 6, 6],
    [-1, 10, -1, -1],
    [12, 10, 12, 12],
  ])('scale %s of %i to %i up and %i down', (value, total, up, down) => {
    expect(scaledValue(value, total, 'up')).toBe(up)
    expect(scaledValue(value, total, 'down')).toBe(down)
  })

  it('read a percentage of up to 64 bits', () => {
    expect(scaledValue('9223372036854775807%', 0, 'up')).toBe(0)
  })

  it.each(['', '5', '5.5%', '5%%', ' 5%', 'a%', '９%', '9223372036854775808%'])(
    'refuse %j',
    (text) => {
      expect(scaledValue(text, 10, 'up')).toBeUndefined()
    },
  )

  it('let a StatefulSet miss one pod at least, and a DaemonSet none', () => {
    expect(statefulSetMaxUnavailable('1%', 10)).toBe(1)
    expect(statefulSetMaxUnavailable(undefined, 10)).toBe(1)
    expect(daemonSetMaxUnavailable('1%', 10)).toBe(1)
    expect(daemonSetMaxUnavailable('0%', 10)).toBe(0)
  })

  it('surge where one node would get a second pod', () => {
    expect(daemonSetMaxSurge('50%', 3)).toBe(2)
    expect([undefined, 0, '0%', 'x', '1%', 1].map(allowsSurge)).toEqual([
      false,
      false,
      false,
      false,
      true,
      true,
    ])
  })

  it('differ by one at most between both roundings, around the exact share', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), fc.nat(100_000), (percent, total) => {
        const up = scaledValue(`${percent}%`, total, 'up')!
        const down = scaledValue(`${percent}%`, total, 'down')!

        expect(down * 100).toBeLessThanOrEqual(percent * total)
        expect(up * 100).toBeGreaterThanOrEqual(percent * total)
        expect(up - down).toBeLessThanOrEqual(1)
      }),
    )
  })
})
