import type { LatencyInput, LatencyName, LatencyScaling } from '@seatrial/core'
import { contentHash } from '../../results/trace/content-hash.ts'
import { workloadLabel } from '../../results/workloads/workload-name.ts'
import type { Study, StudyVariant } from '../study.ts'
import type { Rehearsal } from './rehearsal.ts'

/** What every input is multiplied by, one at a time. */
export const SENSITIVITY_FACTORS: readonly [half: number, twice: number] = [0.5, 2]

/** What is tried of a study, as plain data: it goes to threads, which make the same study of it. */
export interface SensitivityPlan {
  /** The number of the variant whose answer may be moved. */
  readonly variant: number
  readonly inputs: readonly LatencyInput[]
  /** How many there are of each changed input, and of the variant as it is. */
  readonly replications: number
}

/**
 * The study that tells which inputs move a variant: the variant as it is, then each input at half and
 * at twice its value, the first input's half first. All other inputs are as they are stated.
 */
export function sensitivityStudy(study: Study, plan: SensitivityPlan): Study {
  const original = study.variants[plan.variant]!
  const scaled = plan.inputs.flatMap((input) =>
    SENSITIVITY_FACTORS.map((factor): LatencyScaling => ({ ...input, factor })),
  )
  const base: StudyVariant = { ...original, number: 0, baseline: 0 }
  const variants = [
    base,
    ...scaled.map((scaling, index) => ({
      ...base,
      number: index + 1,
      name: `${inputName(scaling)} × ${scaling.factor}`,
      scaledInputs: [...base.scaledInputs, scaling],
    })),
  ]
  return {
    ...study,
    name: `${study.name}, what moves ${original.name}`,
    inputUncertainty: 'off',
    variants,
    leftOut: [],
    replications: { min: plan.replications, max: plan.replications, until: [] },
    goal: undefined,
    hash: contentHash({ study: study.hash, variant: plan.variant, scaled }),
  }
}

/**
 * The inputs that a rollout may hang on: of the cluster those that its workload does not know better,
 * and what it knows itself.
 */
export function sensitiveInputs({ latencies, rollout }: Rehearsal): readonly LatencyInput[] {
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

/** What a scenario knows of a workload it knows by kind and name, in whatever namespace. */
function overrideKey(of: string): string {
  const parts = of.split('/')
  return parts.length < 2 ? of : `${parts[0]}/${parts.at(-1)}`
}
