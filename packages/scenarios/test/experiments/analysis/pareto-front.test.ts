import { describe, expect, it } from 'vitest'
import { paretoFront } from '../../../src/experiments/analysis/pareto-front.ts'
import { ReplicationTable } from '../../../src/experiments/analysis/replication-table.ts'
import { aStudy } from '../a-study.ts'
import { type Told, noise, someReplications } from './some-replications.ts'

function frontOf(tell: (variant: number, replication: number) => Told) {
  const replications = someReplications({ variants: 2, replications: 40 }, tell)
  return paretoFront(new ReplicationTable(aStudy(), replications), undefined)
}

describe('the Pareto front', () => {
  it('leaves out what another one is better than in one respect and no worse in the others', () => {
    const { members, dominated } = frontOf((variant, replication) => ({
      rolloutDuration: (variant === 0 ? 100 : 200) + noise(replication),
      readyPodSecondsLost: 500 + noise(replication, 1),
    }))

    expect(members).toEqual([0])
    expect(dominated).toMatchObject([
      { variant: 1, by: 0, betterIn: [{ name: 'rolloutDuration' }] },
    ])
  })

  it('keeps both when each is better in something', () => {
    const { members } = frontOf((variant, replication) => ({
      rolloutDuration: (variant === 0 ? 100 : 200) + noise(replication),
      peakSurge: variant === 0 ? 5 : 1,
    }))

    expect(members).toEqual([0, 1])
  })

  it('lets a disadvantage pass that does not matter: below 1 % of the mean', () => {
    const { members } = frontOf((variant, replication) => ({
      rolloutDuration: (variant === 0 ? 100 : 200) + noise(replication),
      readyPodSecondsLost: (variant === 0 ? 1000 : 999) + noise(replication, 1),
    }))

    expect(members).toEqual([0])
  })

  it('holds nothing against a variant that may only be worse by chance', () => {
    const { members } = frontOf((variant, replication) => ({
      rolloutDuration: 100 + variant + 30 * noise(replication, variant),
    }))

    expect(members).toEqual([0, 1])
  })

  it('takes a variant that stalls to be worse than one that does not', () => {
    const { members } = frontOf((variant, replication) => ({
      rolloutDuration: variant === 1 && replication === 7 ? Infinity : 100,
    }))

    expect(members).toEqual([0])
  })

  it('keeps both when both stall: their means are beyond comparison', () => {
    const { members } = frontOf((variant) => ({
      rolloutDuration: Infinity,
      peakSurge: variant,
    }))

    expect(members).toEqual([0, 1])
  })
})
