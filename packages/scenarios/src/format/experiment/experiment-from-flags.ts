import {
  DEFAULT_KUBERNETES_PROFILE,
  type JsonObject,
  type JsonValue,
  resolveKubernetesProfile,
} from '@seatrial/core'
import { resolvePlainScalar } from '../documents/yaml-scalar.ts'
import { type VaryArgument, parseVaryArgument } from '../arguments/vary-argument.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Experiment } from './experiment.ts'
import { experimentOf } from './experiment-of.ts'
import { FlagDocument } from './flag-document.ts'
import { manifestsOf } from './manifests-of.ts'
import type { ScenarioSource } from './scenario-source.ts'

/** What is compared, in the words of the flags of `seatrial compare`. */
export interface ExperimentFlags {
  /** `[KIND/NAME:]PATH=V1,V2,…` each: an axis. */
  readonly vary?: readonly string[]
  /** How many replications there are, as it stands in an Experiment. */
  readonly replications?: JsonValue
  /** The values of some axes in the baseline: `maxUnavailable=1,kubernetes=1.37`. */
  readonly baseline?: string
  /** The goal, as it stands in an Experiment. */
  readonly goal?: JsonObject
}

/** The experiment that flags make of a scenario. Throws `InputErrors`. */
export function experimentFromFlags(
  source: ScenarioSource,
  flags: ExperimentFlags,
  { warmUp }: { readonly warmUp: boolean },
): Experiment {
  const { replications, baseline, goal } = flags
  const document = new FlagDocument({
    kind: 'Experiment',
    metadata: { name: source.scenario.name, description: source.scenario.description },
    spec: {
      scenario: {},
      vary: treeOf(axesOf(source.scenario, flags)),
      ...(replications === undefined ? {} : { replications }),
      ...(baseline === undefined ? {} : { baseline: fixedValues(baseline) }),
      ...(goal === undefined ? {} : { goal }),
    },
  })
  return experimentOf(document, { source, errors: [], warmUp })
}

function axesOf(scenario: Scenario, { vary = [] }: ExperimentFlags): readonly VaryArgument[] {
  const manifests = manifestsOf(scenario)
  const profile = resolveKubernetesProfile(scenario.kubernetes) ?? DEFAULT_KUBERNETES_PROFILE
  return vary.map((text) => parseVaryArgument('--vary', text, { manifests, profile }))
}

/** The lists at the ends of their keys; the axes of one workload stand together. */
function treeOf(axes: readonly VaryArgument[]): JsonObject {
  const tree: Record<string, JsonValue> = {}
  for (const { keys, values } of axes) {
    const [first, second] = keys as readonly [string, string?]
    const list = values.map((value): JsonValue => ({ value }))
    if (second === undefined) tree[first] = list
    else tree[first] = { ...(tree[first] as JsonObject | undefined), [second]: list }
  }
  return tree
}

function fixedValues(text: string): JsonObject {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const equals = part.indexOf('=')
      const name = equals === -1 ? part : part.slice(0, equals)
      return [name.trim(), resolvePlainScalar(part.slice(equals + 1).trim())]
    }),
  )
}
