import { DEFAULT_CLIENT_LIMITS, type Violation, simulate } from '@seatrial/scenarios'
import { asScenario } from './as-scenario.ts'
import { FaultScript } from './fault-script.ts'
import type { SwarmScenario } from './swarm-scenario.ts'

/** What came of a scenario of the swarm. */
export interface SwarmOutcome {
  readonly violations: readonly Violation[]
  /** Undefined when all sets have settled in the end; else who waits for what. */
  readonly unsettled: string | undefined
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
  const unsettled =
    outcome === 'done'
      ? undefined
      : [outcome, ...waits.map(({ who, forWhat }) => `${who} waits for ${forWhat}`)].join('; ')
  return { violations, unsettled, eventCount, traceDigest }
}
