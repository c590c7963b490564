import { z } from 'zod'
import { distributionSchema } from '../language/distribution.ts'
import { durationWord } from '../language/duration.ts'
import { replacement } from './replacement.ts'

/** How nodes are upgraded, some at a time; fields of the action and of maintenance. */
export const nodeUpgradeShape = {
  by: z
    .enum(['inPlace', 'surge'])
    .exactOptional()
    .describe(
      'inPlace: a node is drained, away for its outage, and back; surge: a new node joins first, then the old ' +
        'one is drained and removed. Default inPlace.',
    ),
  atOnce: z.int().min(1).exactOptional().describe('How many nodes at a time; default 1.'),
  soak: durationWord
    .exactOptional()
    .describe('How long a node must be back before the next one begins; default 0.'),
  outage: distributionSchema
    .exactOptional()
    .describe('In place: how long a node is away; default 5m.'),
  replacement: replacement
    .exactOptional()
    .describe('Surge: where the new node comes from; default cluster-autoscaler.'),
  gracePeriod: durationWord
    .exactOptional()
    .describe('The grace period of drained pods; default: their own.'),
  drainTimeout: durationWord.exactOptional().describe('How long a drain may take; default 1h.'),
  afterTimeout: z
    .enum(['proceed', 'skip'])
    .exactOptional()
    .describe(
      'What becomes of a node whose drain was not done in time: it goes with its pods, or it stays as it is, ' +
        'cordoned. Default proceed.',
    ),
}

const settings = z.strictObject(nodeUpgradeShape)

/** How nodes are upgraded; what is left out has a default. */
export type NodeUpgradeSettings = z.output<typeof settings>
