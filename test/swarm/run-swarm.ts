import { DEFAULT_CLIENT_LIMITS, type Violation, type Wait, simulate } from '@seatrial/scenarios'
import { asScenario } from './as-scenario.ts'
import { FaultScript } from './fault-script.ts'
import { isKnownStall } from './known-stalls.ts'
import type { SwarmScenario } from './swarm-scenario.ts'

/** What came of a scenario of the swarm. */
export interface SwarmOutcome {
  readonly violations: readonly Violation[]
  /** Who still waits for what although all faults have ended, known stalls apart; empty when all is well. */
  readonly unsettled: readonly Wait[]
  readonly hasKnownStall: boolean
  readonly eventCount: number
  readonly traceDigest: string
}

/** Runs a scenario with everything that goes wrong in it, and checks after every event. */
export function runSwarm(swarm: SwarmScenario, replay: string): SwarmOutcome {
  const { tieBreak, isThrottled } = swarm
  const result = simulate(asScenario(swarm), {
    check: true,
    replay,
    tieBreak: tieBreak === 'random' ? { random: swarm.seed } : tieBreak,
    clientLimits: isThrottled ? { qps: 2, burst: 4 } : DEFAULT_CLIENT_LIMITS,
    timeline: 'drop',
    pods: 'drop',
    participants: [(cluster) => new FaultScript(cluster, swarm)],
  })
  const { outcome, waits, violations, eventCount, traceDigest } = result
  const sets = waits.map(({ who }) => who).filter((who) => /^(stateful|daemon)set\//.test(who))
  const hasKnownStall = outcome !== 'done' && isKnownStall(swarm, sets)
  const unsettled =
    outcome === 'done' || hasKnownStall ? [] : [{ who: 'run', forWhat: outcome }, ...waits]
  return { violations, unsettled, hasKnownStall, eventCount, traceDigest }
}
