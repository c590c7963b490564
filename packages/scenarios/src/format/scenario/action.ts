import { type JsonValue, parseLabelSelector } from '@seatrial/core'
import { z } from 'zod'
import { crossCheck } from '../language/cross-check.ts'
import { distributionSchema } from '../language/distribution.ts'
import { durationWord, positiveDurationWord } from '../language/duration.ts'
import { objectWord } from '../language/object-reference.ts'
import { oneKey } from '../language/one-key.ts'
import { nodeAction, nodeSelection, oneOrMore, workloadList } from '../language/selection.ts'
import { word } from '../language/word.ts'
import { workloadMap } from '../language/workload-map.ts'
import { manifestSources } from '../manifests/manifest-source.ts'
import { latencySettings } from './latency.ts'
import { checkNameCount, addedNodeShape, quantity } from './node-pool.ts'
import { nodeUpgradeShape } from './node-upgrade.ts'
import { replacement } from './replacement.ts'

/** Any map; its values are not looked at. */
const jsonMap = z.record(z.string(), z.unknown() as unknown as z.ZodType<JsonValue>)

const objects = oneOrMore(objectWord)
const podNames = oneOrMore(z.string().min(1))
const gracePeriod = durationWord
  .exactOptional()
  .describe('The grace period; default: the pod’s own.')

const podSelector = word({
  expected: 'a label selector such as app=web',
  description: 'Only pods with such labels; default: all.',
  examples: ['app=web', 'tier!=system'],
  parse: (text) => (parseLabelSelector(text) === undefined ? undefined : text),
})

const deletion = z
  .union([
    objects.transform((list) => ({ objects: list })),
    z.strictObject({
      objects: objects.describe('What to delete: KIND/NAME, one or a list.'),
      cascade: z
        .enum(['background', 'foreground', 'orphan'])
        .exactOptional()
        .describe('What becomes of the dependents; default background.'),
      gracePeriod,
    }),
  ])
  .describe('Deletes objects: KIND/NAME, a list, or a map with options.')

const imageChanges = workloadMap(
  z.union([z.string().min(1), z.record(z.string(), z.string().min(1))], {
    error: 'an image, or images by container',
  }),
).transform((entries) => ({
  changes: entries.map(({ workload, value }) => ({ workload, images: value })),
}))

const fieldChanges = workloadMap(jsonMap).transform((entries) => ({
  changes: entries.map(({ workload, value }) => ({ workload, fields: value })),
}))

const scaling = workloadMap(z.int().min(0).max(1_000_000)).transform((entries) => ({
  changes: entries.map(({ workload, value }) => ({ workload, replicas: value })),
}))

const patches = workloadMap(jsonMap).transform((entries) => ({
  changes: entries.map(({ workload, value }) => ({ workload, patch: value })),
}))

const addedNodes = z
  .strictObject({
    pool: z
      .string()
      .min(1)
      .exactOptional()
      .describe(
        'The pool that grows, whose labels, zones, capacity and taints are taken over; default: a new one.',
      ),
    ...addedNodeShape,
  })
  .check(crossCheck(checkNameCount))
  .describe('New nodes, for an existing pool or as a group of their own.')

const labelChanges = z
  .record(z.string().min(1), z.record(z.string(), z.string().nullable()))
  .transform((nodes) => ({ labels: nodes }))
  .describe('Labels by node and key; null removes one.')

const taintChanges = z
  .record(z.string().min(1), oneOrMore(z.string().min(1)))
  .transform((nodes) => ({ taints: nodes }))
  .describe('Taints by node in kubectl’s words: key=value:NoSchedule, key:NoExecute-.')

const deletedPods = z.union([
  podNames.transform((pods) => ({ pods })),
  z.strictObject({ pods: podNames.describe('Their names.'), gracePeriod }),
])

const failedPods = z.union([
  podNames.transform((pods) => ({ pods })),
  z.strictObject({
    pods: podNames.describe('Their names.'),
    container: z.string().min(1).exactOptional().describe('Which one; default: the first.'),
    exitCode: z.int().min(0).max(255).exactOptional().describe('With which code; default 1.'),
  }),
])

const apiSlowdown = z
  .strictObject({
    factor: z
      .number()
      .min(1)
      .max(1_000_000)
      .exactOptional()
      .describe('Each write takes that many times as long; default 1.'),
    added: durationWord.exactOptional().describe('Each write takes so much longer; default 0.'),
    for: positiveDurationWord.describe('How long it lasts.'),
  })
  .check(
    crossCheck(({ factor, added }: { factor?: unknown; added?: unknown }) =>
      factor === undefined && added === undefined ? { expected: 'factor or added' } : undefined,
    ),
  )

const resizedClaims = z
  .record(z.string().min(1), quantity)
  .transform((sizes) => ({ sizes }))
  .describe('Volume claims ask for so much from now on, by their names.')

const pulledImages = z
  .strictObject({
    images: oneOrMore(z.string().min(1)).describe('Which images, by their full name.'),
    nodes: nodeSelection.prefault({}).describe('Which nodes; default: all.'),
  })
  .describe('Nodes pull images that no pod asks for yet.')

/** Everything that a timeline can do, by its key. */
const actionChoices = {
  apply: manifestSources
    .transform((manifests) => ({ manifests }))
    .describe('Applies manifests, as kubectl apply does: files or objects.'),
  delete: deletion,
  setImage: imageChanges.describe('New images by workload: an image, or images by container.'),
  set: fieldChanges.describe('New values by workload and path, as in spec.replicas.'),
  scale: scaling.describe('New numbers of replicas by workload.'),
  patch: patches.describe('JSON merge patches by workload; null removes a field.'),
  restart: workloadList
    .transform((workloads) => ({ workloads }))
    .describe('kubectl rollout restart.'),
  cordon: nodeAction({}).describe('Marks nodes unschedulable.'),
  uncordon: nodeAction({}).describe('Marks nodes schedulable.'),
  drain: nodeAction({
    gracePeriod,
    timeout: durationWord.exactOptional().describe('When to give up; default: never.'),
    ignoreDaemonSets: z.boolean().exactOptional().describe('See kubectl; default true.'),
    deleteEmptyDirData: z.boolean().exactOptional().describe('See kubectl; default true.'),
    force: z.boolean().exactOptional().describe('Also pods without a controller; default false.'),
    disableEviction: z
      .boolean()
      .exactOptional()
      .describe('Delete instead of evict; default false.'),
    podSelector: podSelector.exactOptional(),
  }).describe('kubectl drain, one node after another.'),
  upgradeNodes: nodeAction(nodeUpgradeShape).describe(
    'A rolling upgrade of nodes: each is cordoned, drained, away and back (or replaced), so many at a time.',
  ),
  addNodes: addedNodes,
  removeNode: nodeAction({}).describe('The machines go at once, and the Node objects with them.'),
  crashNode: nodeAction({
    for: distributionSchema.exactOptional().describe('How long; default: until recoverNode.'),
  }).describe('The machines stop without a warning.'),
  reclaimNode: nodeAction({
    notice: durationWord
      .exactOptional()
      .describe('From the warning until the machine is gone; default 2m.'),
    replacement: replacement
      .exactOptional()
      .describe('Where a new node comes from, or how long it takes; default none.'),
  }).describe(
    'The cloud takes the machines back after a short notice: a wave of spot interruptions.',
  ),
  shutdownNode: nodeAction({
    gracePeriod: durationWord
      .exactOptional()
      .describe('How long the machines wait for their kubelets; default 30s.'),
    criticalPods: durationWord
      .exactOptional()
      .describe('The part of it that is kept for critical pods; default 10s.'),
    for: distributionSchema.exactOptional().describe('How long; default: until recoverNode.'),
  }).describe('The machines are switched off in good order.'),
  pullImages: pulledImages,
  resizeClaim: resizedClaims,
  restartKubelet: nodeAction({
    for: distributionSchema.exactOptional().describe('How long they are away; default 10s.'),
  }).describe('The kubelets are away for a while; the containers run on.'),
  pressureNode: nodeAction({
    resource: z
      .enum(['memory', 'disk', 'pids'])
      .exactOptional()
      .describe('What the nodes run short of; default memory.'),
    pods: z
      .int()
      .min(1)
      .exactOptional()
      .describe('How many pods each loses before it has enough again; default 1.'),
  }).describe('Nodes run short of something: a taint, and pods evicted by rank.'),
  recoverNode: nodeAction({}).describe('Crashed nodes come back.'),
  deletePod: deletedPods.describe('Deletes pods by name.'),
  failPod: failedPods.describe('A container of these pods exits.'),
  labelNode: labelChanges,
  taintNode: taintChanges,
  setLatency: latencySettings
    .transform((latency) => ({ latency }))
    .describe('From now on, things take that long.'),
  slowApi: apiSlowdown.describe(
    'Writes at the API server are slow for a while, as behind a slow admission webhook.',
  ),
  kubectl: oneOrMore(z.string().min(1))
    .transform((commands) => ({ commands }))
    .describe(
      'Command lines of kubectl: rollout undo sts/web, delete pod web-0 --now. Those that only look print.',
    ),
  print: oneOrMore(z.string().min(1))
    .transform((commands) => ({ commands }))
    .describe('Prints what kubectl would print now: get sts, get po -w.'),
}

const definition = oneKey(actionChoices, {
  expected: `one action: ${Object.keys(actionChoices).join(', ')}`,
  beside: {},
}).meta({ id: 'Action', description: 'One thing to do: a map with one key, the action.' })

/** One thing that a timeline does, before its names are resolved. */
export type ParsedAction = z.output<typeof definition>

/** One thing that a timeline does. */
export const action: z.ZodType<ParsedAction> = definition
