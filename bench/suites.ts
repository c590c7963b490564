import type { Suite } from './harness.ts'
import { memory } from './suites/cluster/memory.ts'
import { rollouts } from './suites/cluster/rollouts.ts'
import { burst } from './suites/kernel/burst.ts'
import { hold } from './suites/kernel/hold.ts'
import { jaamsim } from './suites/kernel/jaamsim.ts'
import { mm1 } from './suites/kernel/mm1.ts'
import { pipeline } from './suites/kernel/pipeline.ts'
import { placement } from './suites/scheduler/placement.ts'

/** Every suite, in the order of the report. A new one is one more line here. */
export const suites: readonly Suite[] = [
  hold,
  mm1,
  jaamsim,
  burst,
  pipeline,
  placement,
  rollouts,
  memory,
]
