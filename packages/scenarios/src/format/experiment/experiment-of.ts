import { DEFAULT_KUBERNETES_PROFILE, resolveKubernetesProfile } from '@seatrial/core'
import { type InputError, throwIfAny } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { explainIssues, phraseIssue } from '../language/explain-issues.ts'
import { workloadsOf } from '../manifests/workloads.ts'
import { nameFromFile } from '../paths/file-path.ts'
import { readAxes } from './axes.ts'
import { readBaseline } from './baseline.ts'
import { type ParsedExperiment, experimentDocument } from './experiment-schema.ts'
import type { Experiment } from './experiment.ts'
import { manifestsOf } from './manifests-of.ts'
import type { ScenarioSource } from './scenario-source.ts'
import { readVariants } from './variants.ts'
import type { VariationContext } from './variation-context.ts'

/** What an experiment is made from besides its own document. */
export interface ExperimentParts {
  /** The scenario that is varied; undefined where `errors` keep it from being read. */
  readonly source: ScenarioSource | undefined
  readonly errors: readonly InputError[]
  readonly warmUp: boolean
}

/** The Experiment that a document makes of a scenario. Throws `InputErrors` with all that is wrong. */
export function experimentOf(
  document: SourceDocument,
  { source, errors, warmUp }: ExperimentParts,
): Experiment {
  const parsed = experimentDocument.safeParse(document.value, { error: phraseIssue })
  const issues = parsed.success ? [] : explainIssues(document, parsed.error.issues)
  throwIfAny(source === undefined ? [...issues, ...errors] : [])
  return assemble(document, parsed.data, issues, source!, warmUp)
}

function assemble(
  document: SourceDocument,
  parsed: ParsedExperiment | undefined,
  issues: readonly InputError[],
  source: ScenarioSource,
  warmUp: boolean,
): Experiment {
  const { scenario } = source
  const context: VariationContext = {
    document,
    workloads: workloadsOf(manifestsOf(scenario)),
    profile: resolveKubernetesProfile(scenario.kubernetes) ?? DEFAULT_KUBERNETES_PROFILE,
    source,
  }
  const axes = readAxes(context)
  const variants = readVariants(context)
  const baseline = readBaseline(context, axes.value, variants.value)
  throwIfAny([...issues, ...axes.errors, ...variants.errors, ...baseline.errors])
  const { metadata, spec } = parsed!
  return {
    kind: 'Experiment',
    name: metadata.name ?? nameFromFile(document.file),
    description: metadata.description ?? '',
    scenario,
    withSettings: source.withSettings,
    warmUp,
    axes: axes.value,
    variants: variants.value,
    replications: spec.replications,
    ...(baseline.value === undefined ? {} : { baseline: baseline.value }),
    ...(spec.goal === undefined ? {} : { goal: spec.goal }),
  }
}
