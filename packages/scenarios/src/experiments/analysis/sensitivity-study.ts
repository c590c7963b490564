import type { LatencyInput, LatencyName, LatencyScaling } from '@seatrial/core'
import { contentHash } from '../../results/trace/content-hash.ts'
import { workloadLabel } from '../../results/workloads/workload-name.ts'
import type { Study, StudyVariant } from '../study.ts'
import type { Rehearsal } from './rehearsal.ts'

/** What is tried of a study, as plain data: it goes to threads, which make the same study of it. */
export interface SensitivityPlan {
  /** The number of the variant whose answer may be moved. */
  readonly variant: number
  /** Which inputs each of its variants takes to be longer or shorter; none: as they are stated. */
  readonly scalings: readonly (readonly LatencyScaling[])[]
  /** How many there are of each of them. */
  readonly replications: number
}

/**
 * The study that tells what becomes of a variant with some of its inputs changed. All other inputs are
 * as they are stated.
 */
export function sensitivityStudy(study: Study, plan: SensitivityPlan): Study {
  const { variant, scalings, replications } = plan
  const original = study.variants[variant]!
  return {
    ...study,
    name: `${study.name}, what moves ${original.name}`,
    inputUncertainty: 'off',
    variants: scalings.map((scaled, number): StudyVariant => ({
      ...original,
      number,
      baseline: number,
      name: scaled.length === 0 ? original.name : scaled.map(scalingName).join(', '),
      scaledInputs: [...original.scaledInputs, ...scaled],
    })),
    leftOut: [],
    replications: { min: replications, max: replications, until: [] },
    goal: undefined,
    hash: contentHash({ study: study.hash, variant, scalings }),
  }
}

/**
 * The inputs that a rollout may hang on: of the cluster those that its workload does not know better,
 * and what it knows itself.
 */
export function sensitiveInputs({
  latencies,
  rollout,
}: Pick<Rehearsal, 'latencies' | 'rollout'>): readonly LatencyInput[] {
  const label = rollout === undefined ? '' : workloadLabel(rollout.workload)
  const own = latencies.filter(({ of }) => of === label).map(({ stage }) => stage)
  return latencies
    .filter(({ of, stage }) => of === label || (of === 'cluster' && !own.includes(stage)))
    .map(({ of, stage }) => ({ of: overrideKey(of), stage: stage as LatencyName }))
}

/** An input as people name it: `containerStart`, `applicationReady of statefulset/kafka`. */
export function inputName({ of, stage }: LatencyInput): string {
  return of === 'cluster' ? stage : `${stage} of ${of}`
}

function scalingName(scaling: LatencyScaling): string {
  return `${inputName(scaling)} × ${scaling.factor}`
}

/** What a scenario knows of a workload it knows by kind and name, in whatever namespace. */
function overrideKey(of: string): string {
  const parts = of.split('/')
  return parts.length < 2 ? of : `${parts[0]}/${parts.at(-1)}`
}
