import { expect, it } from 'vitest'
import { SWARM_TIMEOUT, expectHealthy } from './replay.ts'

it(
  'another thousand random scenarios keep every invariant, and settle or say why',
  () => {
    const outcomes = expectHealthy({ firstSeed: 1_000, count: 1_000 })

    const stalled = outcomes.filter(({ hasKnownStall }) => hasKnownStall)
    expect(stalled.length).toBeLessThan(50)
  },
  SWARM_TIMEOUT,
)
