import { describe, expect, it } from 'vitest'
import { analyseSensitivity } from '../../../src/experiments/analysis/sensitivity.ts'
import { sensitivityStudy } from '../../../src/experiments/analysis/sensitivity-study.ts'
import { estimateMean } from '../../../src/experiments/statistics/mean.ts'
import { aStudy } from '../a-study.ts'
import { measure, noise, someReplications } from './some-replications.ts'

const INPUTS = [
  { of: 'cluster', stage: 'containerStart' },
  { of: 'statefulset/web', stage: 'applicationReady' },
] as const
const MOVED = sensitivityStudy(aStudy(), { variant: 1, inputs: INPUTS, replications: 50 })

describe('a study of what moves a variant', () => {
  it('has the variant as it is, and each input at half and at twice its value, all else as stated', () => {
    expect(MOVED.inputUncertainty).toBe('off')
    expect(MOVED.variants.map(({ name }) => name)).toEqual([
      'podManagementPolicy=Parallel',
      'containerStart × 0.5',
      'containerStart × 2',
      'applicationReady of statefulset/web × 0.5',
      'applicationReady of statefulset/web × 2',
    ])
    expect(MOVED.variants[4]!.scaledInputs).toEqual([{ ...INPUTS[1], factor: 2 }])
  })
})

describe('what moves an answer', () => {
  const means = [100, 98, 104, 70, 160]
  const duration = (variant: number, replication: number) =>
    means[variant]! + 3 * noise(replication)
  const replications = someReplications(
    { variants: 5, replications: 50 },
    (variant, replication) => ({
      rolloutDuration: duration(variant, replication),
    }),
  )
  const { base, inputs, spread } = analyseSensitivity(MOVED, replications, {
    variant: 1,
    measure: measure('rolloutDuration'),
    inputs: INPUTS,
    answer: estimateMean(
      Array.from({ length: 50 }, (_, n) => 100 + 3 * noise(n) + 4 * noise(n, 1)),
    ),
  })

  it('is told from the input that moves it most', () => {
    expect(base).toMatchObject({ type: 'mean' })
    expect(inputs.map(({ name }) => name)).toEqual([
      'applicationReady of statefulset/web',
      'containerStart',
    ])
    expect(inputs[0]!.swing).toBeCloseTo(90)
    expect(inputs[1]!.atHalf.difference).toMatchObject({ mean: expect.closeTo(-2) })
  })

  it('keeps simulation noise and input uncertainty apart', () => {
    expect(spread!.simulationNoise).toBeLessThan(spread!.total)
    expect(Math.hypot(spread!.simulationNoise, spread!.inputUncertainty)).toBeCloseTo(spread!.total)
  })
})
