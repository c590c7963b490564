import type { Manifest } from '../../format/manifests/manifest.ts'
import type { Action, Scenario } from '../../format/scenario/scenario.ts'
import { contentHash } from '../trace/content-hash.ts'

/**
 * A hash of all that a scenario says, wherever its files lie: two scenarios of one hash are the same
 * input. Its name, its description, what it leaves out and how often it is repeated do not matter to a
 * run.
 */
export function scenarioHash(scenario: Scenario): string {
  const {
    name: _name,
    description: _description,
    ignoredKinds: _ignored,
    replications: _replications,
    ...said
  } = scenario
  const content = {
    ...said,
    manifests: objectsOf(scenario.manifests),
    existing: objectsOf(scenario.existing),
    timeline: scenario.timeline.map(({ trigger, actions }) => ({
      trigger,
      actions: actions.map(withoutOrigins),
    })),
  }
  return contentHash(content)
}

function withoutOrigins(action: Action): unknown {
  if (action.type !== 'apply') return action
  return { type: action.type, manifests: objectsOf(action.manifests) }
}

function objectsOf(manifests: readonly Manifest[]): readonly unknown[] {
  return manifests.map(({ object }) => object)
}
