import { parseQuantity } from '@seatrial/core'
import { z } from 'zod'
import { type CrossCheckFinding, crossCheck } from '../language/cross-check.ts'
import { distributionSchema } from '../language/distribution.ts'
import { labels } from '../language/selection.ts'

const A_QUANTITY = 'a quantity such as 8, 500m or 64Gi'

/** An amount of a resource, as the API spells it. */
export const quantity: z.ZodType<string, string | number> = z
  .union([z.string(), z.number()], { error: A_QUANTITY })
  .refine((value) => parseQuantity(value) !== undefined, { error: A_QUANTITY })
  .transform(String)
  .describe('A Kubernetes quantity: 8, 500m, 64Gi.')

/** A taint of a node, as the API spells it. */
const taint = z.strictObject({
  key: z.string().min(1).describe('What tolerations name.'),
  value: z.string().exactOptional().describe('Its value; default: none.'),
  effect: z
    .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
    .describe('What it does to pods that do not tolerate it.'),
})

const nodeCount = z
  .int()
  .min(0)
  .max(1_000_000)
  .exactOptional()
  .describe('How many nodes; default: as many as names, or 1.')

const nodeNames = z
  .array(z.string().min(1))
  .exactOptional()
  .describe('The names of the nodes; default: NAME-0, NAME-1 and so on.')

const images = z.array(z.string().min(1))
const zones = z.array(z.string().min(1))
const capacity = z.record(z.string(), quantity)
const taints = z.array(taint)

/** What a node has that nobody has said anything of. */
export const DEFAULT_CAPACITY: Readonly<Record<string, string>> = {
  cpu: '8',
  memory: '32Gi',
  pods: '110',
}

/** What the action addNodes says of its nodes; what it leaves out is as the pool has it. */
export const addedNodeShape = {
  readyAfter: distributionSchema
    .exactOptional()
    .describe('How long a node takes from joining until it is Ready; default: it joins Ready.'),
  count: nodeCount,
  names: nodeNames,
  zones: zones
    .exactOptional()
    .describe('The nodes take turns in these zones; default: as the pool has them.'),
  labels: labels
    .exactOptional()
    .describe('Instead of the pool’s labels; default: as the pool has them.'),
  capacity: capacity
    .exactOptional()
    .describe('What a node has, by resource; what is left out is as the pool has it.'),
  taints: taints
    .exactOptional()
    .describe('Instead of the pool’s taints; default: as the pool has them.'),
  images: images
    .exactOptional()
    .describe('Instead of the images that the pool’s machines bring along; default: those.'),
}

/** A group of like nodes. */
export const nodePool = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .exactOptional()
      .describe('The name of the pool, by which chance knows its nodes; default pool-0, pool-1 …'),
    count: nodeCount,
    names: nodeNames,
    zones: zones
      .default([])
      .describe('The nodes take turns in these zones (label topology.kubernetes.io/zone).'),
    labels: labels.default({}),
    capacity: capacity
      .prefault({})
      .transform((given): Readonly<Record<string, string>> => ({ ...DEFAULT_CAPACITY, ...given }))
      .describe('What a node has, by resource; default cpu 8, memory 32Gi, pods 110.'),
    taints: taints.default([]).describe('Taints of the nodes.'),
    images: images
      .default([])
      .describe('Images that each machine brings along, as machine images have them.'),
  })
  .check(crossCheck(checkNameCount))
  .meta({ id: 'NodePool', description: 'A group of like nodes.' })

/** Finds a count that does not fit the names. */
export function checkNameCount(pool: {
  readonly count?: number
  readonly names?: readonly string[]
}): CrossCheckFinding | undefined {
  const { count, names } = pool
  if (count === undefined || names === undefined || count === names.length) return undefined
  return { expected: `${count} names, as many as count says`, field: 'names' }
}
