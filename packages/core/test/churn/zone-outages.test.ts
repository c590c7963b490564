import { describe, expect, it } from 'vitest'
import type { ChurnOptions } from '../../src/churn/churn-options.ts'
import { type SimTime, hours, minutes } from '../../src/kernel/time.ts'
import { ChurnRig } from './churn-rig.ts'

const DAY = hours(24) as number as SimTime
const EACH = { of: 'each-node', count: 2, per: hours(24) } as const
const OUTAGE = { type: 'constant', value: minutes(30) } as const
const LOST: ChurnOptions = { zoneOutage: { rate: EACH, outage: OUTAGE } }

function runFor(options: ChurnOptions, join: (rig: ChurnRig) => void): ChurnRig {
  const rig = new ChurnRig(options)
  join(rig)
  rig.simulation.runUntil(DAY)
  return rig
}

describe('a lost zone', () => {
  it('takes all its machines with it at one instant, and brings them back at another', () => {
    const rig = runFor(LOST, (empty) => empty.join('pool', 6))

    const first = rig.secondsOf('stop', 'pool-0')
    expect(first.length).toBeGreaterThan(0)
    expect(rig.secondsOf('stop', 'pool-3')).toEqual(first)
    expect(rig.secondsOf('start', 'pool-3')).toEqual(first.map((time) => time + 1_800))
    expect(rig.secondsOf('stop', 'pool-1')).not.toEqual(first)
  })

  it('is lost when its name says so, whatever machines there are', () => {
    const many = runFor(LOST, (empty) => empty.join('pool', 30))
    const one = runFor(LOST, (empty) => empty.join('other', 1))

    expect(one.secondsOf('stop', 'other-0')).toEqual(many.secondsOf('stop', 'pool-0'))
  })

  it('cuts off who joins it while it is out', () => {
    const rig = new ChurnRig(LOST)
    rig.join('pool', 3)
    while (rig.secondsOf('stop', 'pool-0').length === 0 && rig.simulation.step());

    rig.join('late', 1)
    rig.simulation.runUntil(DAY)

    const [lost = NaN] = rig.secondsOf('stop', 'pool-0')
    expect(rig.secondsOf('stop', 'late-0')[0]).toBe(lost)
    expect(rig.secondsOf('start', 'late-0')[0]).toBeCloseTo(lost + 1_800, 6)
  })

  it('is one of those that are named', () => {
    const options = { zoneOutage: { rate: EACH, outage: OUTAGE, zones: ['zone-1'] } }
    const rig = runFor(options, (empty) => empty.join('pool', 6))

    expect(new Set(rig.deeds.map(({ node }) => node))).toEqual(new Set(['pool-1', 'pool-4']))
  })

  it('is one at a time where they are lost together at a rate', () => {
    const rate = { of: 'all-nodes', count: 5, per: hours(24) } as const
    const rig = runFor({ zoneOutage: { rate, outage: OUTAGE } }, (empty) => empty.join('pool', 6))

    const instants = new Set(
      rig.deeds.filter(({ what }) => what === 'stop').map(({ time }) => time),
    )
    expect(instants.size).toBeGreaterThan(0)
    for (const instant of instants) {
      expect(rig.deeds.filter(({ time, what }) => time === instant && what === 'stop').length).toBe(
        2,
      )
    }
  })

  it('leaves machines alone that had failed before, and whoever repairs them', () => {
    const timeToFailure = { type: 'constant', value: minutes(10) } as const
    const outage = { type: 'constant', value: hours(48) } as const
    const rig = runFor({ ...LOST, nodeFailure: { timeToFailure, outage } }, (empty) =>
      empty.join('pool', 3),
    )

    expect(rig.secondsOf('stop', 'pool-0')).toEqual([600])
    expect(rig.secondsOf('start', 'pool-0')).toEqual([])
  })
})
