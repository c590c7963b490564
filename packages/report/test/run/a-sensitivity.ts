import type { LatencyStage } from '@seatrial/core'
import {
  type MovedInput,
  REPLICATION_MEASURES,
  type SensitivityAttempt,
  analyseSensitivity,
  estimateMean,
} from '@seatrial/scenarios'

/** Inputs that move an answer of ten minutes by so many seconds at twice their value, and half as far at half. */
export function aSensitivity(
  inputs: readonly (readonly [stage: LatencyStage, seconds: number])[],
): SensitivityAttempt {
  const around = (mean: number): readonly number[] => [mean - 10, mean, mean + 10]
  const moved = inputs.map(([stage, seconds]): MovedInput => ({
    input: { of: 'cluster', stage },
    atHalf: around(600 - seconds / 2),
    atTwice: around(600 + seconds),
  }))
  const sensitivity = analyseSensitivity({
    variant: 0,
    measure: REPLICATION_MEASURES.find(({ name }) => name === 'rolloutDuration')!,
    answer: estimateMean([570, 600, 630]),
    stated: around(600),
    moved,
  })
  return { type: 'tried', sensitivity }
}
