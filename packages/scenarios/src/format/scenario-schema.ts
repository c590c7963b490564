import {
  FEATURE_GATES,
  type FeatureGate,
  KUBERNETES_PROFILES,
  hours,
  parseTimestamp,
  resolveKubernetesProfile,
} from '@seatrial/core'
import { z } from 'zod'
import { churn } from './churn.ts'
import { conditionChoices } from './condition.ts'
import { durationWord } from './duration.ts'
import { expectationWord } from './expectation.ts'
import { latencyOverrides } from './latency.ts'
import { manifestSources } from './manifest-source.ts'
import { names } from './names.ts'
import { nodePool } from './node-pool.ts'
import { oneKey } from './one-key.ts'
import { oneOrMore } from './selection.ts'
import { storageClass } from './storage-class.ts'
import { timelineEntry } from './timeline.ts'
import { word } from './word.ts'
import { workloadMap } from './workload-map.ts'

/** The latency profiles by name. */
export const LATENCY_PROFILES = [
  'managed-cloud',
  'kind-dev',
  'bare-metal',
  'edge',
  'gpu-cloud',
  'kwok-ideal',
  'kwok-general',
  'minikube-2018',
] as const

/** A version as the user wrote it; which profile it means is asked of `resolveKubernetesProfile`. */
export const kubernetesVersion = z
  .union([
    // Unquoted, YAML takes 1.37 for a number.
    z.number().transform(String),
    z.string(),
  ])
  .refine((version) => resolveKubernetesProfile(version) !== undefined, {
    error: `a Kubernetes version: ${KUBERNETES_PROFILES.join(', ')}`,
  })
  .describe('The Kubernetes version, in quotes: "1.37".')

const featureGates = z
  .partialRecord(z.enum(FEATURE_GATES as readonly [FeatureGate, ...FeatureGate[]]), z.boolean())
  .describe('Feature gates that differ from the default of the version.')

const cluster = z
  .strictObject({
    profile: z
      .enum(LATENCY_PROFILES)
      .default('managed-cloud')
      .describe('How long things take in this sort of cluster.'),
    nodes: z
      .array(nodePool)
      .default([])
      .transform((pools) => pools.map((pool, index) => ({ ...pool, name: pool.name ?? `pool-${index}` })))
      .describe('Pools of nodes; left out: as many as the manifests need.'),
    storageClasses: z
      .array(storageClass)
      .default([])
      .describe('Storage classes besides those among the manifests.'),
    cachedImages: z
      .array(z.string().min(1))
      .default([])
      .describe('Images that every node has at the start.'),
  })
  .describe('The cluster as it is before anything happens.')

const until = oneKey(
  {
    ...conditionChoices,
    at: durationWord.transform((time) => ({ time })).describe('At that time of the run.'),
  },
  {
    expected: `one end: ${[...Object.keys(conditionChoices), 'at'].join(', ')}`,
    beside: {
      atMost: durationWord.default(hours(24)).describe('The horizon: the run ends then at the latest.'),
    },
  },
)

const metadata = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/, {
        error: 'a name of lower-case letters, digits, - and .',
      })
      .exactOptional()
      .describe('Names the results; default: the name of the file.'),
    description: z.string().exactOptional().describe('What the scenario shows.'),
  })
  .describe('What the scenario is called.')

const epoch = word({
  expected: 'a time such as 2026-01-01T00:00:00Z',
  description: 'The wall time at which the run starts.',
  examples: ['2026-01-01T00:00:00Z'],
  parse: parseTimestamp,
})

const seed = z
  .union([z.int(), z.string().min(1)], { error: 'a whole number or a text' })
  .transform(String)
  .default('1')
  .describe('The root of all chance: the same seed, the same bytes.')

/** What a Scenario says, without its envelope. */
export const scenarioSpec = z.strictObject({
  seed,
  kubernetes: kubernetesVersion.default('1.37'),
  featureGates: featureGates.default({}),
  epoch: epoch.default(parseTimestamp('2026-01-01T00:00:00Z')!),
  cluster: cluster.prefault({}),
  existing: manifestSources
    .default([])
    .describe('What the cluster already has: objects as kubectl get -o yaml prints them, with status.'),
  manifests: manifestSources.default([]).describe('What is applied at the start: files or objects.'),
  latency: latencyOverrides.prefault({}),
  churn: churn.default({}),
  timeline: z.array(timelineEntry).default([]).describe('What happens, in the order of the list.'),
  until: until
    .prefault({ settled: 'all' })
    .describe('When the run ends; default: when all workloads have settled.'),
  expect: oneOrMore(expectationWord).default([]).describe('What must be true of the run.'),
  names: names.prefault({}),
  quorum: z
    .union([z.int().min(0), workloadMap(z.int().min(0))])
    .exactOptional()
    .describe('How many ready pods a workload needs to work; default: a majority for a StatefulSet.'),
  print: oneOrMore(z.string().min(1))
    .default([])
    .describe('What kubectl would print, in its own words: get po -w.'),
})

/** The Scenario document. */
export const scenarioDocument = z
  .strictObject({
    apiVersion: z.literal('seatrial/v1').default('seatrial/v1'),
    kind: z.literal('Scenario'),
    metadata: metadata.default({}),
    spec: scenarioSpec,
  })
  .meta({ id: 'Scenario', description: 'The declared input of one run.' })

/** What the definition yields; its manifests are still references. */
export type ParsedScenario = z.output<typeof scenarioDocument>
