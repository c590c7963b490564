import seedrandom from 'seedrandom'
import { describe, expect, it } from 'vitest'
import { type EntityKey, entityKey } from '../../src/kernel/entity-key.ts'
import { RandomStreams, integer, keyedOrder, uniform } from '../../src/kernel/random-streams.ts'
import { pairsZScore } from './chi-square.ts'

const DRAWS = 1 << 18

const pods = Array.from({ length: DRAWS + 1 }, (_, ordinal) => entityKey(`default/web-${ordinal}`))

function podAt(index: number): EntityKey {
  return pods[index] ?? entityKey('nobody')
}

describe('uniform', () => {
  it('gives these first numbers, on every machine and for ever', () => {
    const startup = new RandomStreams(42, 0).purpose('kubelet/startup')
    const pulls = new RandomStreams('kafka', 7).purpose('kubelet/pull')

    expect([0, 1, 2, 3].map((ordinal) => uniform(startup, podAt(ordinal), 0))).toEqual([
      0.8357810227177428, 0.529253321503189, 0.04343668771692333, 0.09979277640485973,
    ])
    expect([0, 1, 2].map((attempt) => uniform(pulls, podAt(0), attempt))).toEqual([
      0.004732073903974565, 0.9014632238315029, 0.01214578959193513,
    ])
  })

  it('lies strictly between 0 and 1, and so does its complement', () => {
    const streams = new RandomStreams(1, 0)
    const draws = Array.from({ length: 100_000 }, (_, index) =>
      uniform(streams.purpose('x'), podAt(index), 0),
    )

    expect(draws.every((u) => u > 0 && u < 1)).toBe(true)
    expect(draws.every((u) => 1 - (1 - u) === u)).toBe(true)
  })

  it('depends on nothing but seed, replication, purpose, entity and attempt', () => {
    const once = new RandomStreams(42, 3)
    const again = new RandomStreams(42, 3)
    again.purpose('something/else')

    expect(uniform(again.purpose('a'), podAt(1), 2)).toBe(uniform(once.purpose('a'), podAt(1), 2))
  })

  it.each<readonly [string, (index: number) => readonly [number, number]]>([
    [
      'neighbouring entities',
      (index) => [uniform(startup, podAt(index), 0), uniform(startup, podAt(index + 1), 0)],
    ],
    [
      'neighbouring numbers as entities',
      (index) => [
        uniform(startup, index as EntityKey, 0),
        uniform(startup, (index + 1) as EntityKey, 0),
      ],
    ],
    [
      'the attempts of one entity',
      (index) => [uniform(startup, podAt(0), index), uniform(startup, podAt(0), index + 1)],
    ],
    [
      'two purposes',
      (index) => [uniform(startup, podAt(index), 0), uniform(pull, podAt(index), 0)],
    ],
    [
      'two replications',
      (index) => [uniform(startup, podAt(index), 0), uniform(nextReplication, podAt(index), 0)],
    ],
    [
      'the upper and the lower bits of one draw',
      (index) => {
        const scaled = uniform(startup, podAt(index), 0) * 65_536
        return [scaled / 65_536, scaled - Math.floor(scaled)]
      },
    ],
  ])('draws independently for %s', (_, pairAt) => {
    expect(Math.abs(pairsZScore(DRAWS, pairAt))).toBeLessThan(4)
  })

  it('draws independently for seeds that follow each other', () => {
    const first = Array.from({ length: 20_001 }, (_, seed) =>
      uniform(new RandomStreams(seed, 0).purpose('a'), podAt(0), 0),
    )

    const z = pairsZScore(20_000, (seed) => [first[seed] ?? 0, first[seed + 1] ?? 0])

    expect(Math.abs(z)).toBeLessThan(4)
  })
})

const startup = new RandomStreams(42, 0).purpose('kubelet/startup')
const pull = new RandomStreams(42, 0).purpose('kubelet/pull')
const nextReplication = new RandomStreams(42, 1).purpose('kubelet/startup')

describe('RandomStreams', () => {
  it('tells texts apart that seedrandom by itself takes for one seed', () => {
    expect(seedrandom('ab')()).toBe(seedrandom('abab')())

    const seeds = ['ab', 'abab'].map((seed) => new RandomStreams(seed, 0).purpose('x').key0)
    const purposes = ['ab', 'abab'].map((name) => new RandomStreams(1, 0).purpose(name).key0)

    expect(seeds[0]).not.toBe(seeds[1])
    expect(purposes[0]).not.toBe(purposes[1])
  })

  it('takes a seed as a number and as a text alike, and keeps the zeros in front', () => {
    const keyOf = (seed: number | string) => new RandomStreams(seed, 0).purpose('x').key0

    expect(keyOf(7)).toBe(keyOf('7'))
    expect(keyOf('07')).not.toBe(keyOf('7'))
  })

  it('does not confuse a seed that looks like a replication with one', () => {
    const sly = new RandomStreams('1"|replication=2', 0).purpose('x')

    expect(sly.key0).not.toBe(new RandomStreams('1', 2).purpose('x').key0)
  })
})

describe('integer', () => {
  it('gives each number below the bound equally often', () => {
    const counts = [0, 0, 0, 0, 0]
    for (let index = 0; index < 100_000; index++) {
      const value = integer(startup, podAt(index), 0, 5)
      counts[value] = (counts[value] ?? 0) + 1
    }

    // 5 standard deviations of a binomial count around 20,000
    for (const count of counts) expect(Math.abs(count - 20_000)).toBeLessThan(633)
  })
})

describe('keyedOrder', () => {
  it('shuffles, and shuffles the same whatever else is in the list', () => {
    const order = (ordinals: readonly number[]) =>
      ordinals.toSorted((a, b) => keyedOrder(startup, podAt(a)) - keyedOrder(startup, podAt(b)))

    const all = order(Array.from({ length: 50 }, (_, ordinal) => ordinal))
    const even = order(Array.from({ length: 25 }, (_, half) => 2 * half))

    expect(even).toEqual(all.filter((ordinal) => ordinal % 2 === 0))
    expect(all).not.toEqual(all.toSorted((a, b) => a - b))
  })
})

describe('entityKey', () => {
  it('is a whole number of 53 bits, different for each of many similar names', () => {
    const keys = new Set(pods)

    expect(keys.size).toBe(pods.length)
    for (const key of [entityKey(''), entityKey('web-0'), entityKey('ä€𝄞')]) {
      expect(Number.isSafeInteger(key) && key >= 0).toBe(true)
    }
  })

  it('gives these keys for ever', () => {
    expect(['', 'web-0', 'default/web-0'].map(entityKey)).toEqual([
      1965296768202907, 5330268415681569, 3994271036336261,
    ])
  })
})
