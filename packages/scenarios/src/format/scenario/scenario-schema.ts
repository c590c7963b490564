import {
  FEATURE_GATES,
  type FeatureGate,
  KUBERNETES_PROFILES,
  LATENCY_PROFILES,
  parseTimestamp,
  resolveKubernetesProfile,
} from '@seatrial/core'
import { z } from 'zod'
import { expectationWord } from '../expectations/expectation.ts'
import { distributionSchema } from '../language/distribution.ts'
import { durationWord } from '../language/duration.ts'
import { imageSizeWord } from '../language/image-size.ts'
import { oneKey } from '../language/one-key.ts'
import { anyNumber } from '../language/selection.ts'
import { word } from '../language/word.ts'
import { workloadMap } from '../language/workload-map.ts'
import { manifestSources } from '../manifests/manifest-source.ts'
import { SEATRIAL_VERSION } from '../seatrial-documents.ts'
import { churn } from './churn.ts'
import { conditionChoices } from './condition.ts'
import { controlPlaneSettings } from './control-plane.ts'
import { kubeletSettings, registrySettings } from './kubelet-settings.ts'
import { latencySettings } from './latency.ts'
import { metadata } from './metadata.ts'
import { names } from './names.ts'
import { nodePool } from './node-pool.ts'
import { nodeServices } from './node-services.ts'
import { storageClass } from './storage-class.ts'
import { timelineEntry } from './timeline.ts'

const A_VERSION = `a Kubernetes version: ${KUBERNETES_PROFILES.join(', ')}`

/** A version as the user wrote it; which profile it means is asked of `resolveKubernetesProfile`. */
const kubernetesVersion = z
  .union(
    [
      // Unquoted, YAML takes 1.37 for a number.
      z.number().transform(String),
      z.string(),
    ],
    { error: A_VERSION },
  )
  .refine((version) => resolveKubernetesProfile(version) !== undefined, {
    error: A_VERSION,
  })
  .describe('The Kubernetes version, in quotes: "1.37".')

const featureGates = z
  .partialRecord(z.enum(FEATURE_GATES as readonly [FeatureGate, ...FeatureGate[]]), z.boolean())
  .describe('Feature gates that differ from the default of the version.')

const image = z.strictObject({
  size: imageSizeWord.exactOptional().describe('Compressed size; default: the profile’s.'),
  pullable: z.boolean().default(true).describe('False: the registry does not have it.'),
  crashAfter: durationWord
    .exactOptional()
    .describe(
      'How long its containers run until they are killed, as by a lack of memory; default: for ever.',
    ),
  cached: z.boolean().default(false).describe('Whether every node has it at the start.'),
})

const clientLimits = z.union(
  [
    z.literal('unlimited'),
    z.strictObject({
      qps: z.number().positive().describe('Requests a second.'),
      burst: z.int().min(1).describe('Requests at once.'),
    }),
  ],
  { error: 'unlimited, or a map such as { qps: 50, burst: 100 }' },
)

const cluster = z
  .strictObject({
    profile: z
      .enum(LATENCY_PROFILES.map(({ name }) => name))
      .default('managed-cloud')
      .describe('How long things take in this sort of cluster.'),
    nodes: z
      .array(nodePool)
      .prefault([])
      .transform((pools) =>
        pools.map((pool, index) => ({ ...pool, name: pool.name ?? `pool-${index}` })),
      )
      .describe('Pools of nodes; left out: as many as the manifests need.'),
    jobDuration: distributionSchema
      .prefault('10m')
      .describe('How long each pod of a Job runs, from Running to its end.'),
    storageClasses: z
      .array(storageClass)
      .prefault([])
      .describe('Storage classes besides those among the manifests.'),
    images: z
      .record(z.string(), image)
      .prefault({})
      .describe('What is known of images, by their full name: kafka:4.2.'),
    registry: registrySettings.prefault({}),
    kubelet: kubeletSettings.prefault({}),
    controlPlane: controlPlaneSettings.prefault({}),
    clientLimits: clientLimits
      .exactOptional()
      .describe(
        'How many requests the client of each controller may send; default: as the release sets them (20 a second, 30 at once).',
      ),
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
      atMost: durationWord
        .prefault('24h')
        .describe('The horizon: the run ends then at the latest.'),
    },
  },
)

const epoch = word({
  expected: 'a time such as 2026-01-01T00:00:00Z',
  description: 'The wall time at which the run starts.',
  examples: ['2026-01-01T00:00:00Z'],
  parse: parseTimestamp,
})

const seed = z
  .union([z.int(), z.string().min(1)], { error: 'a whole number or a text' })
  .transform(String)
  .prefault(1)
  .describe('The root of all chance: the same seed, the same bytes.')

/** What a Scenario says, without its envelope. */
export const scenarioSpec = z
  .strictObject({
    seed,
    kubernetes: kubernetesVersion.prefault('1.37'),
    featureGates: featureGates.default({}),
    epoch: epoch.prefault('2026-01-01T00:00:00Z'),
    cluster: cluster.prefault({}),
    existing: manifestSources
      .prefault([])
      .describe(
        'What the cluster already has: objects as kubectl get -o yaml prints them, with status.',
      ),
    manifests: manifestSources
      .prefault([])
      .describe('What is applied at the start: files or objects.'),
    provides: nodeServices.prefault({}),
    latency: latencySettings.prefault({}),
    churn: churn.prefault({}),
    timeline: z
      .array(timelineEntry)
      .prefault([])
      .describe('What happens, in the order of the list.'),
    until: until
      .prefault({ settled: 'all' })
      .describe('When the run ends; default: when all workloads have settled.'),
    expect: anyNumber(expectationWord)
      .prefault([])
      .describe('What must be true of the run, and of each of its repetitions.'),
    replications: z
      .int()
      .min(1)
      .max(1_000_000)
      .exactOptional()
      .describe(
        'How often seatrial run repeats it with other chance; 1: never, as where what is expected is ' +
          'meant for its seed; default: up to 300, by size.',
      ),
    names: names.prefault({}),
    quorum: z
      .union([z.int().min(0), workloadMap(z.int().min(0))])
      .exactOptional()
      .describe(
        'How many ready pods a workload needs to work; default: a majority for a StatefulSet.',
      ),
    print: anyNumber(z.string().min(1))
      .prefault([])
      .describe('What kubectl would print, in its own words: get po -w.'),
  })
  .describe('What is run.')

/** The Scenario document. */
export const scenarioDocument = z
  .strictObject({
    apiVersion: z
      .literal(SEATRIAL_VERSION)
      .default(SEATRIAL_VERSION)
      .describe('The version of this format.'),
    kind: z.literal('Scenario').describe('Scenario: the declared input of one run.'),
    metadata: metadata.prefault({}),
    spec: scenarioSpec,
  })
  .meta({ id: 'Scenario', description: 'The declared input of one run.' })

/** What the definition yields; its manifests are still references. */
export type ParsedScenario = z.output<typeof scenarioDocument>
