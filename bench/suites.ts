import type { Suite } from './harness.ts'
import { peerSuites } from './peers/peer-suites.ts'
import { besideKubernetes } from './suites/cluster/beside-kubernetes.ts'
import { churn } from './suites/cluster/churn.ts'
import { memory } from './suites/cluster/memory.ts'
import { rollouts } from './suites/cluster/rollouts.ts'
import { scaling, scalingToMillion } from './suites/cluster/scaling.ts'
import { million } from './suites/large/million.ts'
import { replications } from './suites/large/replications.ts'
import { burst } from './suites/kernel/burst.ts'
import { hold, zeroDelayHold } from './suites/kernel/hold.ts'
import { jaamsim } from './suites/kernel/jaamsim.ts'
import { mm1 } from './suites/kernel/mm1.ts'
import { pipeline } from './suites/kernel/pipeline.ts'
import { placement } from './suites/scheduler/placement.ts'

/** Every suite, in the order of the report. A new one is one more line here. */
export const suites: readonly Suite[] = [
  hold,
  zeroDelayHold,
  mm1,
  jaamsim,
  burst,
  pipeline,
  placement,
  rollouts,
  besideKubernetes,
  churn,
  scaling,
  memory,
]

/** Suites that take long or need other programs: they run only when they are named. */
export const namedOnly: readonly Suite[] = [million, scalingToMillion, replications, ...peerSuites]
