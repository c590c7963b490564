import type { TraceEntry } from '@seatrial/core'
import { z } from 'zod'
import { crossCheck } from '../language/cross-check.ts'
import { distributionSchema } from '../language/distribution.ts'
import { durationWord, positiveDurationWord } from '../language/duration.ts'
import { rateWord } from '../language/rate.ts'
import { oneOrMore } from '../language/selection.ts'
import { nodeTrace } from './node-trace.ts'
import { nodeUpgradeShape } from './node-upgrade.ts'
import { replacement } from './replacement.ts'

const successor = replacement
  .exactOptional()
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
    replacement: successor,
    repairSlots: z
      .int()
      .min(1)
      .exactOptional()
      .describe('How many nodes are repaired at once, the others wait; default: any number.'),
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
    replacement: successor,
    pools,
  })
  .describe('The cloud takes nodes back after a short notice; default: it takes none.')

const zoneOutage = z
  .strictObject({
    rate: rateWord.describe(
      'How often: 10%/year of the zones, each by itself, or 1/year among all zones.',
    ),
    outage: distributionSchema.describe('How long until the zone is back.'),
    zones: oneOrMore(z.string().min(1)).exactOptional().describe('Only these zones; default: all.'),
  })
  .describe('Zones are lost as a whole and come back; default: none is.')

const maintenance = z
  .strictObject({
    every: positiveDurationWord.describe('How long from the beginning of a wave to the next.'),
    first: durationWord
      .exactOptional()
      .describe('When the first one begins; default: after every.'),
    pools,
    ...nodeUpgradeShape,
  })
  .describe('All nodes are upgraded again and again by the calendar; default: never.')

const definition = z
  .strictObject({
    nodeFailure: nodeFailure.exactOptional(),
    spotInterruption: spotInterruption.exactOptional(),
    zoneOutage: zoneOutage.exactOptional(),
    maintenance: maintenance.exactOptional(),
    trace: nodeTrace.exactOptional(),
  })
  .describe('What happens to nodes by chance; what happens by plan stands in the timeline.')

/** What happens to nodes by chance, before a file with a trace is read. */
export type ParsedChurn = z.output<typeof definition>

/** What happens to nodes by chance. */
export type Churn = Omit<ParsedChurn, 'trace'> & { readonly trace?: readonly TraceEntry[] }

/** What happens to nodes by chance; what happens by plan stands in the timeline. */
export const churn: z.ZodType<ParsedChurn> = definition
