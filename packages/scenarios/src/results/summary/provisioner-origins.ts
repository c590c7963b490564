import { PROVISIONERS, type Replacement } from '@seatrial/core'
import type { Action, Scenario } from '../../format/scenario/scenario.ts'
import { upgradePlan } from '../../run/node-upgrades/upgrade-plan.ts'
import type { LatencyOrigin } from './latency-origins.ts'

type NamedProvisioner = keyof typeof PROVISIONERS

/** Where the times of those come from that make new nodes in a scenario, in order of their names. */
export function provisionerOrigins(scenario: Scenario): readonly LatencyOrigin[] {
  const names = new Set(replacementsIn(scenario).map(provisionerOf))
  return Object.entries(PROVISIONERS)
    .filter(([name]) => names.has(name as NamedProvisioner))
    .flatMap(([of, { reaction, startUp }]) => [
      { of, stage: 'reaction', origin: reaction.origin },
      { of, stage: 'startUp', origin: startUp.origin },
    ])
}

/** `profile` takes as long as a latency of the cluster, which is listed there. */
function provisionerOf(replacement: Replacement | undefined): NamedProvisioner | undefined {
  if (replacement?.type !== 'provisioner') return undefined
  const { provisioner } = replacement
  return provisioner === 'none' || provisioner === 'profile' ? undefined : provisioner
}

function replacementsIn({ churn, timeline }: Scenario): readonly (Replacement | undefined)[] {
  const { nodeFailure, spotInterruption, maintenance } = churn
  return [
    nodeFailure?.replacement,
    spotInterruption?.replacement,
    maintenance && surgeOf(maintenance),
    ...timeline.flatMap(({ actions }) => actions).map(replacementOf),
  ]
}

function replacementOf(action: Action): Replacement | undefined {
  switch (action.type) {
    case 'upgradeNodes':
      return surgeOf(action)
    case 'reclaimNode':
      return action.replacement
    default:
      return undefined
  }
}

/** An upgrade in place needs no new nodes. */
function surgeOf(settings: Parameters<typeof upgradePlan>[0]): Replacement | undefined {
  const { by, replacement } = upgradePlan(settings)
  return by === 'surge' ? replacement : undefined
}
