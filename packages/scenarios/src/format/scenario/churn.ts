import { z } from 'zod'
import { crossCheck } from '../language/cross-check.ts'
import { distributionSchema } from '../language/distribution.ts'
import { durationWord } from '../language/duration.ts'
import { rateWord } from '../language/rate.ts'
import { oneOrMore } from '../language/selection.ts'

/** What provides new nodes, each with a reaction and start-up time of its own. */
const PROVISIONERS = ['none', 'cluster-autoscaler', 'gce', 'karpenter'] as const

const replacement = z
  .union(
    [
      z
        .enum(PROVISIONERS)
        .transform((provisioner) => ({ type: 'provisioner' as const, provisioner })),
      distributionSchema.transform((duration) => ({ type: 'after' as const, duration })),
    ],
    { error: `one of ${PROVISIONERS.join(', ')}, or how long it takes` },
  )
  .describe('Where a new node comes from, or how long it takes; default none.')

const pools = oneOrMore(z.string().min(1))
  .exactOptional()
  .describe('Only nodes of these pools; default: all.')

const nodeFailure = z
  .strictObject({
    rate: rateWord.exactOptional().describe('How often; left out: timeToFailure says it.'),
    timeToFailure: distributionSchema
      .exactOptional()
      .describe('From a node’s start until it fails, each node by itself; left out: rate says it.'),
    outage: distributionSchema
      .exactOptional()
      .describe('How long until the node is back; left out: it never is.'),
    replacement: replacement.exactOptional(),
    pools,
  })
  .check(
    crossCheck(({ rate, timeToFailure }: { rate?: unknown; timeToFailure?: unknown }) => {
      const isOne = (rate === undefined) !== (timeToFailure === undefined)
      return isOne ? undefined : { expected: 'either rate or timeToFailure' }
    }),
  )
  .describe('Nodes fail without a warning; default: none does.')

const spotInterruption = z
  .strictObject({
    rate: rateWord.describe(
      'How often: 5%/month of the nodes, each by itself, or 3/day among all.',
    ),
    notice: durationWord.prefault('2m').describe('From the warning until the machine is gone.'),
    replacement: replacement.exactOptional(),
    pools,
  })
  .describe('The cloud takes nodes back after a short notice; default: it takes none.')

const definition = z
  .strictObject({
    nodeFailure: nodeFailure.exactOptional(),
    spotInterruption: spotInterruption.exactOptional(),
  })
  .describe('What happens to nodes by chance; what happens by plan stands in the timeline.')

/** What happens to nodes by chance. */
export type Churn = z.output<typeof definition>

/** What happens to nodes by chance; what happens by plan stands in the timeline. */
export const churn: z.ZodType<Churn> = definition
