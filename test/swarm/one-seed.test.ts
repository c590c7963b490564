import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryScenario } from './arbitrary-scenario.ts'
import { FEATURE_OF } from './features.ts'
import { replayOf, scenarioOfSeed, seedToReplay } from './replay.ts'
import { runSwarm } from './run-swarm.ts'

describe('a seed of the swarm', () => {
  it('gives the same run each time', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const scenario = scenarioOfSeed(seed)

      expect(runSwarm(scenario, '')).toEqual(runSwarm(scenario, ''))
    }
  })

  it('is one of many in which everything happens that may happen', () => {
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 2_000; seed++) {
      const types = scenarioOfSeed(seed).steps.map(({ what }) => what.type)
      for (const type of new Set(types)) counts.set(type, (counts.get(type) ?? 0) + 1)
    }

    for (const type of Object.keys(FEATURE_OF)) {
      expect(counts.get(type), type).toBeGreaterThan(100)
    }
  })

  /** Runs by `SEATRIAL_SWARM_SEED=N`, and shrinks what it finds to the plainest scenario that shows it. */
  it.runIf(seedToReplay() !== undefined)('runs again', () => {
    const seed = seedToReplay() ?? 0
    fc.assert(
      fc.property(arbitraryScenario(), (scenario) => {
        const { violations, unsettled } = runSwarm(scenario, replayOf(seed))

        expect({ violations, unsettled }).toEqual({ violations: [], unsettled: [] })
      }),
      { seed, numRuns: 1 },
    )
  })
})
