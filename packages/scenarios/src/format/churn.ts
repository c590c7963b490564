import { minutes } from '@seatrial/core'
import { z } from 'zod'
import { crossCheck } from './cross-check.ts'
import { distributionSchema } from './distribution.ts'
import { durationWord } from './duration.ts'
import { rateWord } from './rate.ts'
import { oneOrMore } from './selection.ts'

/** What provides new nodes, each with a reaction and start-up time of its own. */
const PROVISIONERS = ['none', 'cluster-autoscaler', 'gce', 'karpenter'] as const

const replacement = z
  .union(
    [
      z.enum(PROVISIONERS).transform((provisioner) => ({ type: 'provisioner' as const, provisioner })),
      distributionSchema.transform((duration) => ({ type: 'after' as const, duration })),
    ],
    { error: `one of ${PROVISIONERS.join(', ')}, or how long it takes` },
  )
  .describe('Where a new node comes from, or how long it takes; none: nowhere.')

const pools = oneOrMore(z.string().min(1)).exactOptional().describe('Only nodes of these pools.')

const nodeFailure = z
  .strictObject({
    rate: rateWord.exactOptional().describe('How often; or give timeToFailure.'),
    timeToFailure: distributionSchema
      .exactOptional()
      .describe('From a node’s (re)start until it fails, each node by itself.'),
    outage: distributionSchema.exactOptional().describe('How long until the node is back; left out: it never is.'),
    replacement: replacement.exactOptional(),
    pools,
  })
  .check(
    crossCheck(({ rate, timeToFailure }: { rate?: unknown; timeToFailure?: unknown }) => {
      const isOne = (rate === undefined) !== (timeToFailure === undefined)
      return isOne ? undefined : { expected: 'either rate or timeToFailure' }
    }),
  )
  .describe('Nodes fail without a warning.')

const spotInterruption = z
  .strictObject({
    rate: rateWord,
    notice: durationWord
      .default(minutes(2))
      .describe('From the warning until the machine is gone.'),
    replacement: replacement.exactOptional(),
    pools,
  })
  .describe('The cloud takes nodes back after a short notice.')

/** What happens to nodes by chance; what happens by plan stands in the timeline. */
export const churn = z
  .strictObject({
    nodeFailure: nodeFailure.exactOptional(),
    spotInterruption: spotInterruption.exactOptional(),
  })
  .describe('What happens to nodes by chance; what happens by plan stands in the timeline.')

/** What happens to nodes by chance. */
export type Churn = z.output<typeof churn>
