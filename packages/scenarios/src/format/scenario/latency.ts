import {
  type Distribution,
  LATENCY_STAGES,
  type LatencyStage,
  type Origin,
  nearestWord,
} from '@seatrial/core'
import { z } from 'zod'
import { describeChoices, describeValue } from '../../input-error.ts'
import { distributionSchema } from '../language/distribution.ts'
import { imageSizeWord } from '../language/image-size.ts'
import type { IssueDetails } from '../language/issue-details.ts'
import {
  type ObjectReference,
  parseObjectReference,
  suggestReference,
} from '../language/object-reference.ts'

/** The latencies that a scenario gives itself; what is absent comes from the profile. */
export interface LatencySettings {
  /** By stage of the profile, for the whole cluster. */
  readonly stages: StageDistributions
  /** For the pods of a workload, or for one pod. */
  readonly pods: readonly PodLatencySettings[]
}

/** How long some stages of the profile take. */
export type StageDistributions = Readonly<Partial<Record<LatencyStage, Distribution>>>

/** How long things take for the pods of one workload, or for one pod. */
export interface PodLatencySettings {
  /** A StatefulSet, a DaemonSet or a Pod. */
  readonly of: ObjectReference
  readonly stages: StageDistributions
  /** From the pod's arrival at its node until its containers run, pulls apart; instead of those stages. */
  readonly start?: Distribution
  /** One pull of all images, instead of their size and the bandwidth. */
  readonly imagePull?: Distribution
  /** Compressed bytes of each image. */
  readonly imageSize?: number
  /** `applicationReady` delays readiness although the manifest has no readiness probe. */
  readonly readyWithoutProbe: boolean
  /** The end of a container is first written with the old phase, then once more with the final one. */
  readonly writesPhaseLate: boolean
  /** How these durations are known; absent: they are given. */
  readonly origin?: Origin
}

const STAGE_DESCRIPTIONS: Readonly<Record<LatencyStage, string>> = {
  apiWrite: 'One write request at the API server.',
  apiRead: 'One read request at the API server.',
  watchDelay: 'From a stored change until a watching client has it.',
  schedulingAttempt: 'One attempt of the scheduler to place a pod.',
  volumeProvision: 'Making a new volume.',
  volumeAttach: 'Attaching a volume to a node.',
  volumeDetach: 'Detaching a volume from a node.',
  volumeStage: 'Staging an attached volume on its node.',
  volumeFormat: 'Making the file system of a new volume.',
  volumePublish: 'Mounting a staged volume into a pod.',
  kubeletFirstSync: 'From a pod’s arrival at the kubelet until its worker begins.',
  sandboxCreate: 'Creating a pod’s sandbox and network.',
  imageRoundTrip: 'Asking the registry for an image’s manifest.',
  initContainerRun: 'From the start of an init container until it ends.',
  containerStart: 'Creating and starting one container.',
  relist: 'How long the kubelet’s periodic look at its containers takes.',
  onDemandRelist: 'How long a look at the containers takes that an event asks for.',
  applicationReady: 'From the start of the containers until the application can answer.',
  termination: 'From SIGTERM until the application ends; the grace period cuts it.',
  sandboxStop: 'Stopping a pod’s sandbox.',
  cleanup: 'Removing what a dead pod leaves on its node.',
  nodeProvision: 'From asking for a new node until it is Ready.',
}

/** Optional: what is left out is as the profile says. */
const stageShape = Object.fromEntries(
  LATENCY_STAGES.map((stage) => [
    stage,
    distributionSchema
      .exactOptional()
      .describe(`${STAGE_DESCRIPTIONS[stage]} Default: as the profile says.`),
  ]),
) as Record<LatencyStage, z.ZodExactOptional<z.ZodType<Distribution>>>

const podLatency = z
  .strictObject({
    ...stageShape,
    start: distributionSchema
      .exactOptional()
      .describe(
        'From the pod’s arrival at its node until its containers run, without pulls; default: the sum of its stages.',
      ),
    imagePull: distributionSchema
      .exactOptional()
      .describe(
        'One pull of the images onto a node that does not have them; default: by size and bandwidth.',
      ),
    imageSize: imageSizeWord
      .exactOptional()
      .describe('Compressed size of an image; default: the profile’s.'),
    readyWithoutProbe: z
      .boolean()
      .exactOptional()
      .describe(
        'Whether applicationReady counts although the manifest has no readiness probe; default: if it is given here.',
      ),
    writesPhaseLate: z
      .boolean()
      .default(false)
      .describe('Whether the kubelet writes the end of a container once with the old phase.'),
  })
  .meta({ id: 'PodLatency', description: 'How long things take for some pods.' })

/** Latencies by workload or pod (`statefulset/kafka`) and by stage of the profile (`volumeAttach`). */
export const latencySettings: z.ZodType<LatencySettings> = z
  .strictObject(stageShape)
  .catchall(podLatency)
  .describe(
    'How long things take, where it differs from the profile: for statefulset/NAME, daemonset/NAME or pod/NAME, ' +
      'or by stage for the whole cluster.',
  )
  .superRefine(
    (map, context) => {
      for (const key of Object.keys(map)) {
        if (isStage(key) || parsePods(key) !== undefined) continue
        const suggestion = suggestReference(key) ?? nearestWord(key, LATENCY_STAGES)
        const params: IssueDetails = { isUnknownKey: true, got: describeValue(key), suggestion }
        context.addIssue({ code: 'custom', path: [key], message: KNOWN_KEYS, params })
      }
    },
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  .transform((map): LatencySettings => {
    const pods = Object.entries(map).flatMap(([key, value]) => {
      const of = parsePods(key)
      return of === undefined ? [] : [toPodSettings(of, value as z.output<typeof podLatency>)]
    })
    return { stages: pickStages(map), pods }
  })

const KNOWN_KEYS = `statefulset/NAME, daemonset/NAME, pod/NAME or ${describeChoices(LATENCY_STAGES)}`

function toPodSettings(
  of: ObjectReference,
  given: z.output<typeof podLatency>,
): PodLatencySettings {
  const { start, imagePull, imageSize, writesPhaseLate } = given
  return {
    of,
    stages: pickStages(given),
    ...(start === undefined ? {} : { start }),
    ...(imagePull === undefined ? {} : { imagePull }),
    ...(imageSize === undefined ? {} : { imageSize }),
    readyWithoutProbe: given.readyWithoutProbe ?? given.applicationReady !== undefined,
    writesPhaseLate,
  }
}

function pickStages(given: StageDistributions): StageDistributions {
  const stages: Partial<Record<LatencyStage, Distribution>> = {}
  for (const stage of LATENCY_STAGES) {
    const distribution = given[stage]
    if (distribution !== undefined) stages[stage] = distribution
  }
  return stages
}

function isStage(key: string): boolean {
  return (LATENCY_STAGES as readonly string[]).includes(key)
}

/** The workload or pod that a key names. */
function parsePods(key: string): ObjectReference | undefined {
  const reference = parseObjectReference(key)
  return reference !== undefined && KINDS_WITH_LATENCY.has(reference.kind) ? reference : undefined
}

const KINDS_WITH_LATENCY: ReadonlySet<string> = new Set(['StatefulSet', 'DaemonSet', 'Pod'])
