import { z } from 'zod'
import { durationWord } from '../language/duration.ts'
import { objectWord } from '../language/object-reference.ts'
import { oneKey } from '../language/one-key.ts'
import { workloadSelection } from '../language/selection.ts'
import { word } from '../language/word.ts'

const workloads = workloadSelection.transform((selected) => ({ workloads: selected }))
const PERCENT = /^(\d+(?:\.\d+)?)%$/

const shareWord = word({
  expected: 'a share such as 99.9%',
  description: 'A share of all desired pods.',
  pattern: PERCENT,
  examples: ['99.9%'],
  parse: (text) => {
    const percent = Number(PERCENT.exec(text)?.[1] ?? NaN)
    return percent <= 100 ? percent / 100 : undefined
  },
})

const availability = z.union([
  workloadSelection.transform((selected) => ({ workloads: selected, share: 1 })),
  z
    .strictObject({
      of: workloadSelection.prefault('all').describe('Of which workloads; default: `all`.'),
      share: shareWord.describe('At least that share of all their desired pods together.'),
    })
    .transform(({ of, share }) => ({ workloads: of, share })),
])

const object = objectWord.transform((reference) => ({ object: reference }))

/** The states of a cluster that a timeline or an end can wait for. */
export const conditionChoices = {
  ready: workloads.describe('All desired pods are ready.'),
  available: availability.describe(
    'All desired pods are available, or a share of them: { of: all, share: 99.9% }.',
  ),
  updated: workloads.describe(
    'Rolled out, but for pods on nodes that are not ready, which nobody waits for.',
  ),
  rolledOut: workloads.describe(
    'kubectl rollout status would say done (OnDelete: all pods are new).',
  ),
  settled: workloads.describe('Available, rolled out, and no pod is left over or terminating.'),
  created: object.describe('The object exists.'),
  deleted: object.describe('The object does not exist (any more).'),
  drained: z
    .literal('all')
    .transform((nodes) => ({ nodes }))
    .describe('Drains have begun, and all of them are over, however they ended: `all`.'),
  upgraded: z
    .literal('all')
    .transform((nodes) => ({ nodes }))
    .describe('Upgrades of nodes have begun, and all of them are over: `all`.'),
  podReady: z
    .string()
    .transform((name) => ({ pod: name }))
    .describe('The pod of this name is ready.'),
  nodeReady: z
    .string()
    .transform((name) => ({ node: name }))
    .describe('The node of this name is ready.'),
}

const definition = oneKey(conditionChoices, {
  expected: `one condition: ${Object.keys(conditionChoices).join(', ')}`,
  beside: {
    after: durationWord.prefault('0').describe('Then wait that long.'),
  },
}).meta({ id: 'Condition', description: 'A state of the cluster to wait for.' })

/** A state of the cluster to wait for. */
export type Condition = z.output<typeof definition>

/** A state to wait for, and how long after it. */
export const condition: z.ZodType<Condition> = definition
