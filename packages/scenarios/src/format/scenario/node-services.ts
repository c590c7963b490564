import { z } from 'zod'
import { workloadMap } from '../language/workload-map.ts'

/** What the pods of a DaemonSet do for all others on their node. */
export const nodeServices = workloadMap(
  z.enum(['network', 'storage', 'nothing'], { error: 'network, storage or nothing' }),
)
  .check((context) => {
    for (const { workload } of context.value) {
      if (workload.kind === 'DaemonSet') continue
      context.issues.push({
        code: 'custom',
        input: workload.name,
        message: 'daemonset/NAME: only its pods stand on all nodes',
      })
    }
  })
  .describe(
    'Which DaemonSets their nodes depend on: while its pod is not ready on a node, no other pod there gets a ' +
      'network, or its volumes; default: those with images of well-known network and storage plugins.',
  )
