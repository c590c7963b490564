import { z } from 'zod'
import { durationWord, positiveDurationWord } from '../language/duration.ts'

const rate = z.number().min(0)

/** What the control plane is started with, in the words of its flags. */
export const controlPlaneSettings = z
  .strictObject({
    nodeMonitorPeriod: positiveDurationWord
      .exactOptional()
      .describe('From one look at the nodes to the next; default 5s.'),
    nodeMonitorGracePeriod: positiveDurationWord
      .exactOptional()
      .describe('How long a node may be silent; default: as the release sets it (50s).'),
    nodeStartupGracePeriod: positiveDurationWord
      .exactOptional()
      .describe('How long a node may be silent that has never said anything; default 60s.'),
    nodeEvictionRate: rate
      .exactOptional()
      .describe('How many lost nodes a second get a NoExecute taint, by zone; default 0.1.'),
    secondaryNodeEvictionRate: rate
      .exactOptional()
      .describe('The same in a large zone of which too many are lost; default 0.01.'),
    unhealthyZoneThreshold: rate
      .max(1)
      .exactOptional()
      .describe('The share of lost nodes from which on a zone is unhealthy; default 0.55.'),
    largeClusterSizeThreshold: z
      .int()
      .min(0)
      .exactOptional()
      .describe('A zone with more nodes is large; default 50.'),
    defaultTolerationSeconds: z
      .int()
      .min(0)
      .exactOptional()
      .describe('How long pods stay on a lost node that say nothing about it; default 300.'),
    terminatedPodGCThreshold: z
      .int()
      .min(0)
      .exactOptional()
      .describe('How many pods that have ended are kept; default 12500.'),
    firstPass: durationWord
      .exactOptional()
      .describe('When the loops that look at nodes begin; default: as chance has it.'),
  })
  .describe('What the control plane is started with.')
