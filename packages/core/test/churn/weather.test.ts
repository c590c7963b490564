import { describe, expect, it } from 'vitest'
import type { ChurnOptions } from '../../src/churn/churn-options.ts'
import { NEVER, type SimTime, hours, minutes, seconds } from '../../src/kernel/time.ts'
import { ChurnRig } from './churn-rig.ts'

const DAY = hours(24) as number as SimTime
const OFTEN = { of: 'each-node', count: 4, per: hours(24) } as const
const TOGETHER = { of: 'all-nodes', count: 20, per: hours(24) } as const
const OUTAGE = { type: 'exponential', mean: minutes(10) } as const

function failuresOf(rig: ChurnRig, node: string): readonly number[] {
  return rig.secondsOf('stop', node)
}

describe('the weather of a slot', () => {
  it('depends neither on other machines nor on when the machine came', () => {
    const options: ChurnOptions = { nodeFailure: { rate: OFTEN, outage: OUTAGE } }
    const alone = new ChurnRig(options)
    const late = new ChurnRig(options)
    alone.join('pool', 1)
    late.at(hours(3) as number as SimTime, () => late.join('pool', 30))

    alone.simulation.runUntil(DAY)
    late.simulation.runUntil(DAY)

    const expected = failuresOf(alone, 'pool-0').filter((time) => time > 3 * 3_600)
    expect(expected.length).toBeGreaterThan(0)
    expect(failuresOf(late, 'pool-0')).toEqual(expected)
  })

  it('strikes the same machines when one of them has gone, but for its own strikes', () => {
    const options: ChurnOptions = { nodeFailure: { rate: TOGETHER, outage: OUTAGE } }
    const all = new ChurnRig(options)
    const fewer = new ChurnRig(options)
    for (const rig of [all, fewer]) rig.join('pool', 50)
    all.simulation.runUntil(DAY)
    const victim = all.deeds[0]?.node ?? ''

    fewer.churn.fleet.leave(victim)
    fewer.simulation.runUntil(DAY)

    const strikes = all.deeds.filter(({ what, node }) => what === 'stop' && node !== victim)
    expect(strikes.length).toBeGreaterThan(10)
    expect(fewer.deeds).toEqual(expect.arrayContaining(strikes))
  })

  it('is for the pools that are named', () => {
    const rig = new ChurnRig({ nodeFailure: { rate: OFTEN, outage: OUTAGE, pools: ['spot'] } })
    rig.join('spot', 5)
    rig.join('fixed', 5)

    rig.simulation.runUntil(DAY)

    expect(rig.deeds.length).toBeGreaterThan(0)
    expect(rig.deeds.filter(({ node }) => node.startsWith('fixed'))).toEqual([])
  })

  it('forgets machines that were taken out by hand', () => {
    const timeToFailure = { type: 'constant', value: hours(2) } as const
    const rig = new ChurnRig({ nodeFailure: { timeToFailure, outage: OUTAGE } })
    rig.join('pool', 2)
    rig.at(hours(1) as number as SimTime, () => rig.churn.fleet.leave('pool-0'))

    rig.simulation.runUntil(hours(2) as number as SimTime)

    expect(rig.secondsOf('stop')).toEqual([7_200])
  })
})

describe('a machine that fails', () => {
  const timeToFailure = { type: 'constant', value: hours(1) } as const

  it('stays down where nobody repairs or replaces it', () => {
    const rig = new ChurnRig({ nodeFailure: { timeToFailure } })
    rig.join('pool', 1)

    rig.simulation.runUntil(NEVER)

    expect(rig.deeds).toEqual([{ time: hours(1), what: 'stop', node: 'pool-0' }])
  })

  it('is back after its outage, and fails again', () => {
    const outage = { type: 'constant', value: minutes(10) } as const
    const rig = new ChurnRig({ nodeFailure: { timeToFailure, outage } })
    rig.join('pool', 1)

    rig.simulation.runUntil(hours(2.5) as number as SimTime)

    expect(rig.deeds.map(({ time, what }) => [time, what])).toEqual([
      [minutes(60), 'stop'],
      [minutes(70), 'start'],
      [minutes(130), 'stop'],
      [minutes(140), 'start'],
    ])
  })

  it('is gone where it is replaced', () => {
    const duration = { type: 'constant', value: minutes(5) } as const
    const rig = new ChurnRig({
      nodeFailure: { timeToFailure, replacement: { type: 'after', duration } },
    })
    rig.join('pool', 1)

    rig.simulation.runUntil(hours(2) as number as SimTime)

    expect(rig.deeds).toEqual([
      { time: minutes(60), what: 'terminate', node: 'pool-0' },
      { time: minutes(65), what: 'provide', node: 'pool-0-1' },
    ])
  })

  it('is replaced as fast as the profile says where nobody in particular does it', () => {
    const replacement = { type: 'provisioner', provisioner: 'profile' } as const
    const rig = new ChurnRig({ nodeFailure: { timeToFailure, replacement } })
    rig.join('pool', 1)

    rig.simulation.runUntil(hours(2) as number as SimTime)

    expect(rig.secondsOf('provide')).toEqual([3_600 + 240])
  })
})

describe('a machine that is taken back', () => {
  const spotInterruption = { rate: OFTEN, notice: minutes(2) }

  it('is evacuated within five seconds of the notice, then gone, then replaced', () => {
    const duration = { type: 'constant', value: minutes(3) } as const
    const replacement = { type: 'after', duration } as const
    const rig = new ChurnRig({ spotInterruption: { ...spotInterruption, replacement } })
    rig.join('spot', 20)

    rig.simulation.runUntil(DAY)

    const [evacuated = NaN] = rig.secondsOf('evacuate', 'spot-0')
    const [gone = NaN] = rig.secondsOf('terminate', 'spot-0')
    const [provided = NaN] = rig.secondsOf('provide', 'spot-0-1')
    expect(gone - evacuated).toBeGreaterThan(115)
    expect(gone - evacuated).toBeLessThanOrEqual(120)
    expect(provided - gone).toBeCloseTo(60, 6)
  })

  it('has its successor beside it where that is faster than the notice', () => {
    const duration = { type: 'constant', value: seconds(30) } as const
    const replacement = { type: 'after', duration } as const
    const rig = new ChurnRig({ spotInterruption: { ...spotInterruption, replacement } })
    rig.join('spot', 1)

    rig.simulation.runUntil(DAY)

    const [gone = NaN] = rig.secondsOf('terminate', 'spot-0')
    const [provided = NaN] = rig.secondsOf('provide', 'spot-0-1')
    expect(gone - provided).toBeCloseTo(90, 6)
    expect(rig.secondsOf('terminate', 'spot-0-1').length).toBe(1)
  })

  it('is left alone when it has been removed before its end', () => {
    const rig = new ChurnRig({ spotInterruption })
    rig.join('spot', 1)
    while (rig.deeds.length === 0 && rig.simulation.step());
    rig.churn.fleet.leave('spot-0')

    rig.simulation.runUntil(DAY)

    expect(rig.deeds.map(({ what }) => what)).toEqual(['evacuate'])
  })
})
