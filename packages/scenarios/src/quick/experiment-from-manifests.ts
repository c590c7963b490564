import {
  type ExperimentFlags,
  experimentFromFlags,
} from '../format/experiment/experiment-from-flags.ts'
import type { Experiment } from '../format/experiment/experiment.ts'
import { manifestsOf } from '../format/experiment/manifests-of.ts'
import { VariedField } from '../experiments/varied-field.ts'
import type { Manifest } from '../format/manifests/manifest.ts'
import type { Manifests } from '../format/read-input.ts'
import type { QuickOptions } from './quick-options.ts'
import { sourceFromManifests } from './source-from-manifests.ts'

/**
 * The experiment that flags make of plain manifests: what `scenarioFromManifests` makes of them, varied,
 * in a cluster that has room for every variant. Throws `InputErrors`.
 */
export function experimentFromManifests(
  manifests: Manifests,
  options: QuickOptions,
  flags: ExperimentFlags,
): Experiment {
  const conditions = { warmUp: options.create !== true }
  const narrow = experimentFromFlags(sourceFromManifests(manifests, options), flags, conditions)
  const roomy = sourceFromManifests(manifests, { ...options, room: variedManifests(narrow) })
  return experimentFromFlags(roomy, flags, conditions)
}

/** The workloads with each value of each axis. */
function variedManifests({ scenario, axes }: Experiment): readonly Manifest[] {
  return axes.flatMap(({ target, values }) => {
    if (target.type !== 'field') return []
    const field = new VariedField(scenario, target)
    const workloads = manifestsOf(scenario).filter((manifest) => field.isOf(manifest))
    return values.flatMap((value) =>
      workloads.map((workload) => field.inManifest(workload, () => value)),
    )
  })
}
