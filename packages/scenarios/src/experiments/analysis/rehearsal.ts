import type { Behaviours, LatencyModel } from '@seatrial/core'
import type { LatencyOrigin } from '../../results/summary/latency-origins.ts'
import type { Rollout } from '../../results/rollouts/rollout.ts'
import type { Cluster } from '../../run/cluster.ts'
import { simulate } from '../../run/simulate.ts'
import type { WorkloadObject } from '../../run/workload-state.ts'
import { runOptions } from '../run-replication.ts'
import type { Study, StudyVariant } from '../study.ts'

/** Replication 0 of a variant, looked at closely: what replications do not keep. */
export interface Rehearsal {
  /** The headline rollout; undefined when nothing was rolled out. */
  readonly rollout: Rollout | undefined
  /** The set that it was of, as it was stored in the end; undefined when it was deleted. */
  readonly set: WorkloadObject | undefined
  readonly behaviours: Behaviours
  /** How long everything takes in that cluster. */
  readonly model: LatencyModel
  readonly latencies: readonly LatencyOrigin[]
  /** How many events it took: the work of a replication. */
  readonly eventCount: number
}

/** Runs replication 0 of a variant once more. */
export function rehearse(study: Study, { number, scenario }: StudyVariant): Rehearsal {
  const clusters: Cluster[] = []
  const result = simulate(scenario, {
    ...runOptions(study, number, 0),
    participants: [(cluster) => clusters.push(cluster)],
  })
  const [{ server, behaviours, latencies: model }] = clusters as [Cluster]
  const rollout = result.rollouts.at(-1)
  const set =
    rollout === undefined
      ? undefined
      : server.get(
          rollout.workload.kind === 'StatefulSet' ? 'statefulsets' : 'daemonsets',
          rollout.workload.namespace,
          rollout.workload.name,
        )
  const { latencies, eventCount } = result
  return { rollout, set, behaviours, model, latencies, eventCount }
}
