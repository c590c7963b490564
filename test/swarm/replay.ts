import fc from 'fast-check'
import { expect } from 'vitest'
import { arbitraryScenario } from './arbitrary-scenario.ts'
import { type SwarmOutcome, runSwarm } from './run-swarm.ts'
import type { SwarmScenario } from './swarm-scenario.ts'

/** How long a thousand seeds may take on a busy machine, in milliseconds; mostly it is 15 seconds. */
export const SWARM_TIMEOUT = 300_000

/** The command that runs one seed of the swarm again, and shrinks what it finds. */
export function replayOf(seed: number): string {
  return `SEATRIAL_SWARM_SEED=${seed} npx vitest run --project house test/swarm/one-seed`
}

/** The scenario of a seed. */
export function scenarioOfSeed(seed: number): SwarmScenario {
  return fc.sample(arbitraryScenario(), { seed, numRuns: 1 })[0] as SwarmScenario
}

/** The seed that the environment asks to run again. */
export function seedToReplay(): number | undefined {
  const seed = process.env['SEATRIAL_SWARM_SEED']
  return seed === undefined ? undefined : Number(seed)
}

/** Runs all these seeds; fails with what the first bad ones have found, and how to run them again. */
export function expectHealthy({
  firstSeed,
  count,
}: {
  readonly firstSeed: number
  readonly count: number
}): readonly SwarmOutcome[] {
  const outcomes = Array.from({ length: count }, (_, index) => {
    const seed = firstSeed + index
    return { seed, ...runSwarm(scenarioOfSeed(seed), replayOf(seed)) }
  })
  const findings = outcomes
    .filter(({ violations, unsettled }) => violations.length > 0 || unsettled.length > 0)
    .map(({ seed, violations, unsettled }) => ({
      replay: replayOf(seed),
      violations: violations.slice(0, 3),
      unsettled,
    }))
  expect(findings.slice(0, 5)).toEqual([])
  return outcomes
}
