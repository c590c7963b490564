import { type JsonObject, formatTimestamp } from '@seatrial/core'
import { FlagDocument } from '../format/experiment/flag-document.ts'
import type { ScenarioSource } from '../format/experiment/scenario-source.ts'
import { type SettingValue, withSettingValues } from '../format/experiment/setting-value.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import type { Manifests } from '../format/read-input.ts'
import { parseScenarioDocument } from '../format/scenario/parse-scenario.ts'
import type { Scenario } from '../format/scenario/scenario.ts'
import { InputError, InputErrors } from '../input-error.ts'
import type { QuickOptions } from './quick-options.ts'
import { scenarioFromManifests } from './scenario-from-manifests.ts'

/**
 * The scenario that plain manifests and a few options mean, with settings that can still have other
 * values: as if somebody had written it down. Throws `InputErrors`.
 */
export function sourceFromManifests(manifests: Manifests, options: QuickOptions): ScenarioSource {
  const scenario = scenarioFromManifests(manifests, options)
  return { scenario, withSettings: (settings) => withSettings(scenario, settings) }
}

function withSettings(scenario: Scenario, settings: readonly SettingValue[]): Scenario {
  refuseTimelines(settings)
  const spec = withSettingValues(specOf(scenario), settings)
  const document = new FlagDocument({ kind: 'Scenario', spec })
  const { latency, ...given } = parseScenarioDocument(document, [], noFile)
  const { name, description, manifests, existing, timeline, ignoredKinds } = scenario
  return {
    ...given,
    name,
    description,
    manifests,
    existing,
    timeline,
    ignoredKinds,
    latency: {
      stages: { ...scenario.latency.stages, ...latency.stages },
      pods: [...scenario.latency.pods, ...latency.pods],
    },
  }
}

/** What a file would say of the scenario, its timeline and what is known of its latencies apart. */
function specOf({
  seed,
  kubernetes,
  epoch,
  cluster,
  until,
  manifests,
  existing,
}: Scenario): JsonObject {
  return {
    seed,
    kubernetes,
    epoch: formatTimestamp(epoch),
    cluster: {
      profile: cluster.profile,
      nodes: cluster.nodes,
      storageClasses: cluster.storageClasses,
    },
    until: { settled: 'all', atMost: `${until.atMost}us` },
    manifests: manifests.map(objectOf),
    existing: existing.map(objectOf),
  }
}

function objectOf({ object }: Manifest): JsonObject {
  return object
}

/** What flags have planned is no text that a path could lead into. */
function refuseTimelines(settings: readonly SettingValue[]): void {
  for (const { path } of settings) {
    const [first] = path.steps
    if (first?.type !== 'key' || !PLANNED.has(first.key)) continue
    const expected =
      'a setting of the cluster, of latencies or of churn; a Scenario file can vary more'
    throw new InputErrors([new InputError({ file: '--vary', path: '', expected, got: path.text })])
  }
}

const PLANNED: ReadonlySet<string> = new Set(['existing', 'manifests', 'timeline'])

function noFile(path: string): string {
  throw new Error(`there is no file in which ${path} could be named`)
}
