import { type Distribution, nearestWord } from '@seatrial/core'
import { z } from 'zod'
import { distributionSchema } from './distribution.ts'
import type { IssueDetails } from './issue-details.ts'
import { type WorkloadReference, parseWorkloadReference, suggestReference } from './object-reference.ts'

/** How long things take for the pods of one workload; what is absent comes from the profile. */
export type WorkloadLatency = z.output<typeof workloadLatency>

/** The latencies that a scenario gives itself. */
export interface LatencyOverrides {
  readonly workloads: readonly { readonly workload: WorkloadReference; readonly latency: WorkloadLatency }[]
  /** By stage of the latency profile. */
  readonly stages: Readonly<Record<string, Distribution>>
}

const workloadLatency = z
  .strictObject({
    applicationReady: distributionSchema
      .exactOptional()
      .describe('From the start of the containers until the application can answer; `never` hangs.'),
    termination: distributionSchema
      .exactOptional()
      .describe('From SIGTERM until the application ends; the grace period cuts it. `never` ignores SIGTERM.'),
    start: distributionSchema
      .exactOptional()
      .describe('From the pod’s arrival at its node until its containers run, without the image pull.'),
    imagePull: distributionSchema
      .exactOptional()
      .describe('One pull of the images onto a node that does not have them, instead of size and bandwidth.'),
    imageSize: z
      .string()
      .regex(/^\d+(\.\d+)?([kMGT]i?)?$/, { error: 'a size such as 600Mi' })
      .exactOptional()
      .describe('Compressed size of the images together.'),
  })
  .meta({ id: 'WorkloadLatency', description: 'How long things take for the pods of one workload.' })

/** The stages of a latency profile that can be overridden for the whole cluster. */
const STAGES = {
  'api.write': 'One write request at the API server.',
  'api.read': 'One read request at the API server.',
  'watch.delay': 'From a stored change until a watching client has it.',
  'sched.attempt': 'One scheduling attempt of the scheduler.',
  'kubelet.firstSync': 'From a pod’s arrival at the kubelet until its worker begins.',
  'sandbox.create': 'Creating a pod’s sandbox and network.',
  'image.rtt': 'Asking the registry for an image’s manifest.',
  'container.createStart': 'Creating and starting one container.',
  'volume.provision': 'Making a new volume.',
  'volume.attach': 'Attaching a volume to a node.',
  'volume.detach': 'Detaching a volume from a node.',
  'volume.stage': 'Staging an attached volume on its node.',
  'volume.publish': 'Mounting a staged volume into a pod.',
  'sandbox.stop': 'Stopping a pod’s sandbox.',
  cleanup: 'Removing what a dead pod leaves on its node.',
  'node.provision': 'From asking for a new node until it is Ready.',
} as const

const KNOWN_KEYS = `statefulset/NAME, daemonset/NAME or one of ${Object.keys(STAGES).join(', ')}`

const stageShape = Object.fromEntries(
  Object.entries(STAGES).map(([stage, description]) => [
    stage,
    distributionSchema.exactOptional().describe(description),
  ]),
)

/** Latencies by workload (`statefulset/kafka`) or by stage of the profile (`volume.attach`). */
export const latencyOverrides = z
  .strictObject(stageShape)
  .catchall(workloadLatency)
  .describe(
    'How long things take, where it differs from the profile: by workload (statefulset/NAME) or by stage of the profile.',
  )
  .superRefine(
    (map, context) => {
      for (const key of Object.keys(map)) {
        if (isStage(key) || isWorkload(key)) continue
        const suggestion = suggestReference(key) ?? nearestWord(key, Object.keys(STAGES))
        const params: IssueDetails = { isUnknownKey: true, got: JSON.stringify(key), suggestion }
        context.addIssue({ code: 'custom', path: [key], message: KNOWN_KEYS, params })
      }
    },
    { when: ({ value }) => typeof value === 'object' && value !== null },
  )
  .transform((map): LatencyOverrides => {
    const overrides: { workloads: LatencyOverrides['workloads'][number][]; stages: Record<string, Distribution> } = {
      workloads: [],
      stages: {},
    }
    for (const [key, value] of Object.entries(map)) {
      const workload = parseWorkloadReference(key)
      if (workload === undefined) overrides.stages[key] = value as Distribution
      else overrides.workloads.push({ workload, latency: value as WorkloadLatency })
    }
    return overrides
  })

function isStage(key: string): boolean {
  return Object.hasOwn(STAGES, key)
}

function isWorkload(key: string): boolean {
  return parseWorkloadReference(key) !== undefined
}
