import type { Scenario } from '../../format/scenario/scenario.ts'
import { refersTo } from '../../format/language/object-reference.ts'
import type { WorkloadName } from '../workloads/workload-name.ts'

/** How many ready pods workloads need, as a scenario gives it. */
export type Quorums = Scenario['quorum']

/**
 * How many ready pods the workload needs to work when that many are desired: what is given, else a
 * majority of a StatefulSet's. Undefined where nobody knows of a quorum.
 */
export function quorumOf(
  workload: WorkloadName,
  desired: number,
  given: Quorums,
): number | undefined {
  if (typeof given === 'number') return given
  const own = given?.find((entry) => refersTo(entry.workload, workload))
  if (own !== undefined) return own.value
  if (workload.kind !== 'StatefulSet') return undefined
  return desired === 0 ? 0 : Math.floor(desired / 2) + 1
}
