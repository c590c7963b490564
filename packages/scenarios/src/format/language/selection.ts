import { z } from 'zod'
import { type WorkloadReference, parseWorkloadReference, workloadWord } from './object-reference.ts'
import { word } from './word.ts'

/** Some workloads of the scenario, or all of them. */
export type WorkloadSelection = 'all' | readonly WorkloadReference[]

const allWorkloadsWord = word({
  expected: 'a workload such as statefulset/kafka, a list of workloads, or all',
  description: 'One workload, or `all`.',
  examples: ['statefulset/kafka', 'all'],
  parse: (text) => (text === 'all' ? text : parseWorkloadReference(text)),
})

/** `statefulset/kafka`, `[sts/a, ds/b]` or `all`. */
export const workloadSelection = z
  .union([
    allWorkloadsWord.transform((choice): WorkloadSelection =>
      choice === 'all' ? choice : [choice],
    ),
    z.array(workloadWord).min(1),
  ])
  .describe('One workload, a list of workloads, or `all`.')

/** Workloads by name: `statefulset/kafka`, or a list. */
export const workloadList = oneOrMore(workloadWord).describe(
  'One workload, or a list of workloads.',
)

/** Labels: texts by key. */
export const labels = z
  .record(z.string(), z.string({ error: 'a text, in quotes where YAML would read something else' }))
  .describe('Labels; values are texts, so that true and 1 stand in quotes.')

/** Which nodes something is about: by name, or a number of those that match. */
export type NodeSelection =
  | { readonly type: 'named'; readonly names: readonly string[] }
  | {
      readonly type: 'matching'
      /** How many of them, in the order of their names; absent: all. */
      readonly count?: number
      readonly labels: Readonly<Record<string, string>>
      readonly zone?: string
    }

/** Nodes as they are mostly said: how many, or which by name. */
const countOrNames = z.union(
  [z.int().min(1), z.string().min(1), z.array(z.string().min(1)).min(1)],
  {
    error: 'a number of nodes, the name of a node or a list of names',
  },
)

/** `2`, `node-3`, `[node-3, node-4]` or `{ count: 2, zone: a, labels: { pool: kafka } }`. */
export const nodeSelection = z
  .union([
    countOrNames.transform(selectNodes),
    z
      .strictObject({
        count: z.int().min(1).exactOptional().describe('How many; left out: all that match.'),
        labels: labels.default({}).describe('Only nodes with these labels; default: any.'),
        zone: z.string().min(1).exactOptional().describe('Only nodes of this zone; default: any.'),
      })
      .transform((fields): NodeSelection => ({ type: 'matching', ...fields })),
  ])
  .meta({
    id: 'NodeSelection',
    description: 'Nodes: a number, names, or a map of what they match.',
  })

/** What an action does to nodes: `node-3`, or a map of `nodes` and the action's own options. */
export function nodeAction<Options extends Readonly<Record<string, z.ZodType>>>(
  options: Options,
): z.ZodType<{ readonly nodes: NodeSelection } & Partial<z.output<z.ZodObject<Options>>>> {
  const direct = countOrNames.transform((chosen) => ({ nodes: selectNodes(chosen) }))
  return z.union([
    direct,
    z.strictObject({ nodes: nodeSelection.describe('Which nodes.'), ...options }),
  ]) as z.ZodType<{ readonly nodes: NodeSelection } & Partial<z.output<z.ZodObject<Options>>>>
}

function selectNodes(chosen: z.output<typeof countOrNames>): NodeSelection {
  if (typeof chosen === 'number') return { type: 'matching', count: chosen, labels: {} }
  return { type: 'named', names: typeof chosen === 'string' ? [chosen] : chosen }
}

/** One value, or a list of at least one. */
export function oneOrMore<Value, Input>(
  schema: z.ZodType<Value, Input>,
): z.ZodType<readonly Value[], Input | readonly Input[]> {
  return z.union([schema.transform((value): readonly Value[] => [value]), z.array(schema).min(1)])
}

/** One value, or a list that may be empty. */
export function anyNumber<Value, Input>(
  schema: z.ZodType<Value, Input>,
): z.ZodType<readonly Value[], Input | readonly Input[]> {
  return z.union([schema.transform((value): readonly Value[] => [value]), z.array(schema)])
}
