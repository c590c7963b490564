import { describe, expect, it } from 'vitest'
import { quantile } from '../../src/kernel/distributions/law-of.ts'
import { RandomStreams } from '../../src/kernel/random-streams.ts'
import { drawLatencies } from '../../src/profiles/input-uncertainty.ts'
import { type Latencies, mapLatencies, scaleLatencies } from '../../src/profiles/latencies.ts'
import type { Origin, StageLatency } from '../../src/profiles/latency-profile.ts'
import { KWOK_IDEAL } from '../../src/profiles/kwok.ts'
import { MANAGED_CLOUD } from '../../src/profiles/managed-cloud.ts'

function takes(seconds: number, origin: Origin): StageLatency {
  return { distribution: { type: 'constant', value: seconds * 1_000_000 }, origin }
}

const LATENCIES: Latencies = {
  profile: MANAGED_CLOUD,
  overrides: {
    'statefulset/kafka': {
      stages: { applicationReady: takes(25, { type: 'given' }) },
      imagePull: takes(9, { type: 'observed', count: 40 }),
    },
    'daemonset/agent': { stages: { termination: takes(2, { type: 'assumed' }) } },
  },
}

/** The median of every latency, by whose it is. */
function mediansOf(latencies: Latencies): ReadonlyMap<string, number> {
  const medians = new Map<string, number>()
  mapLatencies(latencies, (latency, { of, stage }) => {
    medians.set(`${of} ${stage}`, quantile(latency.distribution, 0.5))
    return latency
  })
  return medians
}

/** What each latency was multiplied by. */
function factorsOf(latencies: Latencies, replication: number): ReadonlyMap<string, number> {
  const stated = mediansOf(latencies)
  const drawn = mediansOf(drawLatencies(latencies, new RandomStreams(7, replication)))
  return new Map([...drawn].map(([name, median]) => [name, median / stated.get(name)!]))
}

describe('uncertain latencies', () => {
  it('leave what was given or observed as it is', () => {
    const factors = factorsOf(LATENCIES, 0)

    expect(factors.get('statefulset/kafka applicationReady')).toBe(1)
    expect(factors.get('statefulset/kafka imagePull')).toBe(1)
    expect(factors.get('cluster applicationReady')).not.toBe(1)
  })

  it('are longer or shorter by one factor a stage, whoever has them', () => {
    const factors = factorsOf(LATENCIES, 3)

    expect(factors.get('daemonset/agent termination')).toBeCloseTo(
      factors.get('cluster termination')!,
    )
    expect(factors.get('cluster cleanup')).not.toBeCloseTo(factors.get('cluster termination')!)
  })

  it('differ from replication to replication: half to twice what is assumed, less what is published', () => {
    const replications = Array.from({ length: 2_000 }, (_, number) => factorsOf(LATENCIES, number))
    const shareWithin = (name: string, factor: number) =>
      replications.filter((factors) => Math.abs(Math.log(factors.get(name)!)) <= Math.log(factor))
        .length / replications.length

    expect(shareWithin('cluster termination', 2)).toBeCloseTo(0.95, 1)
    expect(shareWithin('cluster volumeAttach', 1.25)).toBeCloseTo(0.95, 1)
    expect(shareWithin('cluster imageBandwidth', 2)).toBeCloseTo(0.95, 1)
  })

  it('draw nothing where all is known', () => {
    const draws: string[] = []
    const recorder = { drawn: (purpose: string) => void draws.push(purpose) }
    const ideal = { profile: KWOK_IDEAL, overrides: {} }

    expect(drawLatencies(ideal, new RandomStreams(7, 0, recorder))).toEqual(ideal)
    expect(draws).toEqual([])
  })
})

describe('scaled latencies', () => {
  it('are those that are named, of whom they are named', () => {
    const changed = mediansOf(
      scaleLatencies(LATENCIES, [
        { of: 'statefulset/kafka', stage: 'applicationReady', factor: 2 },
        { of: 'cluster', stage: 'imageBandwidth', factor: 0.5 },
      ]),
    )
    const stated = mediansOf(LATENCIES)
    const differing = [...changed].filter(([name, median]) => median !== stated.get(name))

    expect(differing).toEqual([
      ['cluster imageBandwidth', 25_000_000],
      ['statefulset/kafka applicationReady', 50_000_000],
    ])
  })
})
