import { z } from 'zod'
import { certaintySchema } from '../../experiments/results/certainty-document.ts'
import {
  notTriedSchema,
  sensitivitySchema,
} from '../../experiments/results/sensitivity-document.ts'
import { POD_PARTS } from '../pods/pod-stages.ts'
import { ROLLOUT_WAITS, type RolloutWait } from '../waits/critical-path.ts'
import { engine, originCounts } from './provenance-schemas.ts'

/** Raised when a field goes or changes its meaning; a new field does not raise it. */
export const SUMMARY_SCHEMA_VERSION = 1

const durations = z
  .strictObject({
    count: z.int().min(1).describe('How many there were.'),
    mean_s: z.number().describe('Their mean.'),
    p50_s: z.number().describe('The least that half of them did not exceed.'),
    p90_s: z.number().describe('The least that 90 % of them did not exceed.'),
    p99_s: z.number().describe('The least that 99 % of them did not exceed.'),
    max_s: z.number().describe('The longest.'),
  })
  .nullable()

const measures = z.strictObject({
  rolloutDuration_s: z
    .number()
    .nullable()
    .describe('From the change until kubectl rollout status says done; null if it never did.'),
  readyPodSecondsLost: z
    .number()
    .describe('Desired minus ready pods, where positive, times seconds.'),
  minimumReady: z.int().describe('The fewest ready pods.'),
  maximumUnavailable: z.int().describe('The most desired pods that were unavailable at once.'),
  timeBelowQuorum_s: z
    .number()
    .nullable()
    .describe('How long fewer pods than a quorum were ready; null without a quorum.'),
  longestPodOutage_s: z
    .number()
    .describe('The longest time that an ordinal, or a node, was without a ready pod.'),
  timeUnavailableInTwoZones_s: z
    .number()
    .describe('How long pods of two or more zones were unavailable at once.'),
  podStart: durations.describe('From a pod’s creation until it was ready; null without pods.'),
  podTermination: durations.describe('From a pod’s deletion until it was gone; null without pods.'),
  podOutage: durations.describe(
    'From the end of readiness in a place until a pod was ready there again; null without outages.',
  ),
})

const podPart = z.enum(POD_PARTS.map(({ name }) => name))

const podWait = z.strictObject({
  pod: z.string().describe('The name of the pod.'),
  node: z.string().describe('Its node; empty while it had none.'),
  wait: podPart.describe('What it waited for, as pods.csv splits its life.'),
  since_s: z.number().describe('When the wait began, or the rollout where that was later.'),
  duration_s: z.number().describe('How long it lasted, or had lasted at the end.'),
})

const rollout = z.strictObject({
  workload: z.string().describe('The workload, spelled as in timeline.csv.'),
  kind: z.enum(['create', 'update', 'scale']).describe('What was asked for.'),
  revision: z.string().describe('The update revision; empty if no controller had named it.'),
  start_s: z.number().describe('When the change was stored.'),
  end: z
    .enum(['done', 'superseded', 'deleted', 'unfinished'])
    .describe('How it ended: done, or before by another one, its deletion, or the end of the run.'),
  end_s: z.number().describe('When it ended.'),
  desired: z.int().describe('How many pods the workload was to have at its end.'),
  measures: measures.describe('What it cost, from its start to its end.'),
  waited_s: z
    .record(podPart, z.number())
    .describe('What all pods together waited while it lasted, as pods.csv splits their lives.'),
  criticalPath_s: z
    .strictObject(
      Object.fromEntries(
        ROLLOUT_WAITS.map(({ name, meaning }) => [name, z.number().describe(`${meaning}.`)]),
      ) as Record<RolloutWait, z.ZodNumber>,
    )
    .describe(
      'What the rollout itself waited for, one thing after the other; they add up to its time. Limits of ' +
        'the control plane: throttled (clients), worker, queue (scheduler), api, watch.',
    ),
  longestWaits: z.array(podWait).describe('The longest waits of single pods, the longest first.'),
  stillWaiting: z
    .array(podWait)
    .describe('If it did not get done: pods that waited at its end, the longest first.'),
  explanation: z
    .array(
      z.strictObject({
        who: z.string().describe('A pod or a workload.'),
        forWhat: z.string().describe('What it waits for, in words.'),
      }),
    )
    .describe('If it is unfinished: who waits for what.'),
})

const expectation = z.strictObject({
  text: z.string().describe('The claim as it was written.'),
  result: z
    .enum(['met', 'failed', 'undecided'])
    .describe('Undecided: the run did not come by what the claim is about.'),
  workload: z.string().nullable().describe('The workload that it is about, where it is about one.'),
  seen: z
    .number()
    .nullable()
    .describe('The value that decided it, in `unit`; null when there was none.'),
  unit: z
    .enum(['count', 'share', 's', 'pod-seconds'])
    .nullable()
    .describe('The unit of `seen`; a share is one of the desired pods.'),
  time_s: z.number().nullable().describe('When that was seen, where it belongs to an instant.'),
  note: z.string().nullable().describe('What no value can say.'),
})

const latency = z.strictObject({
  of: z.string().describe('The cluster, a workload that has its own, or who makes new nodes.'),
  stage: z.string().describe('The stage of a pod’s or node’s life.'),
  origin: z.enum(['given', 'observed', 'published', 'assumed']).describe('How we know it.'),
  observations: z.int().nullable().describe('How many were observed.'),
  source: z.string().nullable().describe('Who published it.'),
})

/** The one definition of summary.json: the type and the JSON Schema are made from it. */
export const summarySchema = z
  .strictObject({
    schemaVersion: z.literal(SUMMARY_SCHEMA_VERSION).describe('The version of this format.'),
    scenario: z
      .strictObject({
        name: z.string().describe('Its name.'),
        hash: z.string().describe('A hash of all its input: the file and what it refers to.'),
      })
      .describe('What was run.'),
    seed: z.string().describe('The root of all chance.'),
    replication: z.int().describe('Which repetition this was; 0 for the first.'),
    kubernetes: z
      .strictObject({
        asked: z.string().describe('The version that the scenario asked for.'),
        profile: z.string().describe('The known release that was simulated.'),
        featureGates: z
          .record(z.string(), z.boolean())
          .describe('The gates that the scenario set.'),
      })
      .describe('Which Kubernetes was simulated.'),
    engine,
    epoch: z.string().describe('The wall time of second 0.'),
    outcome: z
      .strictObject({
        type: z
          .enum(['finished', 'stalled', 'horizon'])
          .describe('The end that was asked for, nothing left to happen, or out of time.'),
        time_s: z.number().describe('When the run ended.'),
      })
      .describe('How the run ended.'),
    rollouts: z
      .array(rollout)
      .describe(
        'The rollouts in the order in which they were asked for; the last is the headline.',
      ),
    expectations: z.array(expectation).describe('What became of what was expected, in order.'),
    certainty: certaintySchema
      .nullable()
      .describe('How sure the headline is, from runs with other chance; null without them.'),
    sensitivity: sensitivitySchema
      .nullable()
      .describe('Which inputs move the headline most; null where that was not tried.'),
    sensitivityNotTried: notTriedSchema.nullable().describe('Why it was not; null where it was.'),
    latencies: originCounts
      .extend({
        stages: z.array(latency).describe('All of them, those of the cluster first.'),
      })
      .describe('Where the durations come from that the run was made with.'),
    services: z
      .array(
        z.strictObject({
          daemonSet: z.string().describe('The DaemonSet.'),
          provides: z.enum(['network', 'storage']).describe('What others lack without its pod.'),
          inferredFrom: z
            .string()
            .nullable()
            .describe('The image by which it is known for this; null if the scenario says it.'),
        }),
      )
      .describe('The DaemonSets without whose pod no other pod of a node starts.'),
    pods: z
      .strictObject({
        created: z.int().describe('How many there were.'),
        existing: z.int().describe('How many existed at the end.'),
      })
      .describe('Pods of the run, those that existed before it included.'),
    trace: z
      .strictObject({
        digest: z.string().describe('Equal digests: the same changes at the same times.'),
        changes: z.int().describe('How many changes were stored.'),
      })
      .describe('The fingerprint of the run.'),
    files: z.array(z.string()).describe('The files that were written beside this one.'),
  })
  .meta({ title: 'Summary', description: 'The results of one run of Seatrial.' })
