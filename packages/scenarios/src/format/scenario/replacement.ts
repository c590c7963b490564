import type { Replacement } from '@seatrial/core'
import { z } from 'zod'
import { distributionSchema } from '../language/distribution.ts'

/**
 * What provides new nodes, each with a reaction and start-up time of its own; `profile` takes as long as the
 * latency `nodeProvision` says.
 */
const PROVISIONERS = ['none', 'profile', 'cluster-autoscaler', 'gce', 'karpenter'] as const

/** Where the successor of a node comes from. */
export const replacement: z.ZodType<Replacement> = z.union(
  [
    z
      .enum(PROVISIONERS)
      .transform((provisioner) => ({ type: 'provisioner' as const, provisioner })),
    distributionSchema.transform((duration) => ({ type: 'after' as const, duration })),
  ],
  { error: `one of ${PROVISIONERS.join(', ')}, or how long it takes` },
)
