import { LATENCY_STAGES, type LatencyModel, type Origin } from '@seatrial/core'
import type { WorkloadName } from '../workloads/workload-name.ts'
import { workloadLabel } from '../workloads/workload-name.ts'

/** One latency of a run, and how it is known. */
export interface LatencyOrigin {
  /** `cluster`, a workload that has this latency for itself, or a provisioner of nodes. */
  readonly of: string
  readonly stage: string
  readonly origin: Origin
}

/** Where the latencies of a run come from: those of the cluster, then what workloads have of their own. */
export function latencyOrigins(
  model: LatencyModel,
  workloads: readonly WorkloadName[],
): readonly LatencyOrigin[] {
  const { stages, images } = model.profile
  return [
    ...LATENCY_STAGES.map((stage) => ({ of: 'cluster', stage, origin: stages[stage].origin })),
    { of: 'cluster', stage: 'imageBandwidth', origin: images.bandwidth.origin },
    ...workloads.flatMap((workload) => ownLatencies(model, workload)),
  ]
}

function ownLatencies(model: LatencyModel, workload: WorkloadName): readonly LatencyOrigin[] {
  const key = `${workload.kind.toLowerCase()}/${workload.name}`
  const own = model.stagesOf(key)
  const differing = LATENCY_STAGES.filter((stage) => own[stage] !== model.profile.stages[stage])
  const of = workloadLabel(workload)
  const pull = model.imagePullOf(key)
  return [
    ...differing.map((stage) => ({ of, stage, origin: own[stage].origin })),
    ...(pull === undefined ? [] : [{ of, stage: 'imagePull', origin: pull.origin }]),
  ]
}
