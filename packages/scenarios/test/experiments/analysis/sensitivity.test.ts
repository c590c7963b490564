import { describe, expect, it } from 'vitest'
import { analyseSensitivity } from '../../../src/experiments/analysis/sensitivity.ts'
import { sensitivityStudy } from '../../../src/experiments/analysis/sensitivity-study.ts'
import { estimateMean } from '../../../src/experiments/statistics/mean.ts'
import { aStudy } from '../a-study.ts'
import { measure, noise } from './some-replications.ts'

const START = { of: 'cluster', stage: 'containerStart' } as const
const READY = { of: 'statefulset/web', stage: 'applicationReady' } as const

describe('a study of what moves a variant', () => {
  const moved = sensitivityStudy(aStudy(), {
    variant: 1,
    scalings: [[], [{ ...START, factor: 2 }], [{ ...READY, factor: 0.5 }]],
    replications: 50,
  })

  it('has a variant for each change of its inputs, all else as stated', () => {
    expect(moved.inputUncertainty).toBe('off')
    expect(moved.replications).toEqual({ min: 50, max: 50, until: [] })
    expect(moved.variants.map(({ name }) => name)).toEqual([
      'podManagementPolicy=Parallel',
      'containerStart × 2',
      'applicationReady of statefulset/web × 0.5',
    ])
    expect(moved.variants[2]!.scaledInputs).toEqual([{ ...READY, factor: 0.5 }])
  })
})

/** So many replications of a rollout, the same chance in each of them whatever its mean is. */
function durations(mean: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, replication) => mean + 3 * noise(replication))
}

describe('what moves an answer', () => {
  const { base, inputs, spread, replicationCount } = analyseSensitivity({
    variant: 1,
    measure: measure('rolloutDuration'),
    answer: estimateMean(durations(100, 50).map((duration, n) => duration + 4 * noise(n, 1))),
    stated: durations(100, 50),
    moved: [
      { input: START, atHalf: durations(98, 20), atTwice: durations(104, 20) },
      { input: READY, atHalf: durations(70, 20), atTwice: durations(160, 20) },
    ],
  })

  it('is told from the input that moves it most', () => {
    expect(inputs.map(({ name }) => name)).toEqual([
      'applicationReady of statefulset/web',
      'containerStart',
    ])
    expect(inputs[0]!.swing).toBeCloseTo(90)
    expect(inputs[1]!.atHalf.difference).toMatchObject({ mean: expect.closeTo(-2) })
  })

  it('is told beside the same replications with all inputs as stated', () => {
    expect(replicationCount).toBe(20)
    expect(base).toEqual(estimateMean(durations(100, 20)))
  })

  it('keeps simulation noise and input uncertainty apart', () => {
    expect(spread).toMatchObject({ noiseReplications: 50 })
    expect(spread!.simulationNoise).toBeLessThan(spread!.total)
    expect(Math.hypot(spread!.simulationNoise, spread!.inputUncertainty)).toBeCloseTo(spread!.total)
  })

  it('moves endlessly where a run does not end any more, and not at all where none ever did', () => {
    const never = [Infinity, Infinity]
    const { inputs: effects } = analyseSensitivity({
      variant: 0,
      measure: measure('rolloutDuration'),
      answer: undefined,
      stated: [10, 11],
      moved: [{ input: READY, atHalf: [9, 9], atTwice: never }],
    })
    const { inputs: stuck } = analyseSensitivity({
      variant: 0,
      measure: measure('rolloutDuration'),
      answer: undefined,
      stated: never,
      moved: [{ input: READY, atHalf: never, atTwice: never }],
    })

    expect(effects[0]!.swing).toBe(Infinity)
    expect(stuck[0]!.swing).toBe(0)
  })
})
