import {
  type ApiServerConfiguration,
  type JsonObject,
  type ValidatedKind,
  type Verdict,
  apiServerConfiguration,
  applyDefaults,
  judgeCreate,
  judgeUpdate,
  resolveFeatureGates,
} from '@seatrial/core'
import type { Manifest } from '../format/manifests/manifest.ts'
import { addressOf } from '../format/manifests/workloads.ts'
import type { Scenario } from '../format/scenario/scenario.ts'
import { profileOf } from '../run/build-cluster.ts'

/**
 * Why the API server would refuse a workload that the scenario applies, at the start or later, in its
 * own words; undefined when it takes them all.
 */
export function refusalOf(scenario: Scenario): string | undefined {
  const profile = profileOf(scenario)
  const gates = resolveFeatureGates(profile, scenario.featureGates)
  const configuration = apiServerConfiguration(profile, { gates })
  const stored = new Map<string, JsonObject>()
  for (const manifest of scenario.existing) {
    const { kind, object } = manifest
    stored.set(addressOf(manifest), applyDefaults(kind, object, profile, gates))
  }
  for (const manifest of appliedIn(scenario)) {
    const { kind, object } = manifest
    if (kind !== 'StatefulSet' && kind !== 'DaemonSet') continue
    const address = addressOf(manifest)
    const verdict = judge(kind, object, stored.get(address), configuration)
    if (verdict.type !== 'accepted') return `${address}: ${wordsOf(verdict)}`
    stored.set(address, verdict.object)
  }
  return undefined
}

function appliedIn({ manifests, timeline }: Scenario): readonly Manifest[] {
  const actions = timeline.flatMap((entry) => entry.actions)
  return [
    ...manifests,
    ...actions.flatMap((action) => (action.type === 'apply' ? action.manifests : [])),
  ]
}

function judge(
  kind: ValidatedKind,
  object: JsonObject,
  stored: JsonObject | undefined,
  configuration: ApiServerConfiguration,
): Verdict {
  return stored === undefined
    ? judgeCreate(kind, object, configuration)
    : judgeUpdate(kind, object, stored, configuration)
}

function wordsOf(verdict: Exclude<Verdict, { readonly type: 'accepted' }>): string {
  if (verdict.type === 'undecodable') {
    const { path, expected } = verdict.wrongType
    return `${path}: expected ${expected}`
  }
  return verdict.errors.map(({ field, detail }) => `${field}: ${detail}`).join('; ')
}
