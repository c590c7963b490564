import {
  type ApiServerConfiguration,
  DEFAULT_KUBERNETES_PROFILE,
  apiServerConfiguration,
  isJsonObject,
  resolveFeatureGates,
  resolveKubernetesProfile,
} from '@seatrial/core'
import { InputError, InputErrors, throwIfAny } from '../../input-error.ts'
import { readDocuments } from '../documents/read-documents.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { explainIssues, phraseIssue } from '../language/explain-issues.ts'
import { checkApplied, checkExisting } from '../manifests/check-manifest.ts'
import { ManifestLoader, type ReadFile } from '../manifests/manifest-loader.ts'
import type { Manifest } from '../manifests/manifest.ts'
import {
  type ReadManifests,
  joinManifests,
  readManifestDocuments,
} from '../manifests/read-manifests.ts'
import { workloadsOf } from '../manifests/workloads.ts'
import { type FieldPath, valueAt } from '../paths/field-path.ts'
import { nameFromFile } from '../paths/file-path.ts'
import { placedElements } from '../paths/placed-value.ts'
import { seatrialKindOf } from '../seatrial-documents.ts'
import type { ParsedAction } from './action.ts'
import { checkReferences } from './check-references.ts'
import type { Churn, ParsedChurn } from './churn.ts'
import { type LoadedTrace, loadNodeTrace } from './node-trace.ts'
import type { ResolutionContext } from './resolution-context.ts'
import { resolveSet, resolveSetImage } from './resolve-actions.ts'
import { type ParsedScenario, scenarioDocument } from './scenario-schema.ts'
import type { Action, Scenario } from './scenario.ts'

/** Where a scenario text comes from. */
export interface ParseOptions {
  /** The file's name, for errors and as the place where file references start. */
  readonly file: string
  /** Reads the files that the scenario names. */
  readonly readFile: ReadFile
}

/**
 * Reads a file with one Scenario; further documents in it are manifests.
 * Throws `InputErrors` with everything that is wrong.
 */
export function parseScenario(text: string, options: ParseOptions): Scenario {
  const { document, beside } = scenarioAmong(readDocuments(options.file, text), options.file)
  return parseScenarioDocument(document, beside, options.readFile)
}

/** The one Scenario among the documents of a file, and the others. Throws `InputErrors`. */
export function scenarioAmong(
  documents: readonly SourceDocument[],
  file: string,
): { readonly document: SourceDocument; readonly beside: readonly SourceDocument[] } {
  const scenarios = documents.filter((document) => seatrialKindOf(document) === 'Scenario')
  const [document] = scenarios
  if (document === undefined || scenarios.length > 1) {
    const got = scenarios.length === 0 ? 'none' : String(scenarios.length)
    const expected = 'one document of kind Scenario'
    throw new InputErrors([new InputError({ file, path: '', expected, got })])
  }
  return { document, beside: documents.filter((other) => other !== document) }
}

/** The Scenario that a text holds, with its manifests in it. Throws `InputErrors`. */
export function scenario(text: string): Scenario {
  return parseScenario(text, { file: 'scenario', readFile: refuseToRead })
}

/** The Scenario of one document; `beside` hold manifests that came with it. Throws `InputErrors`. */
export function parseScenarioDocument(
  document: SourceDocument,
  beside: readonly SourceDocument[],
  readFile: ReadFile,
): Scenario {
  const parsed = scenarioDocument.safeParse(document.value, { error: phraseIssue })
  const configuration = configurationOf(parsed.data)
  const loaded = loadManifests(document, beside, readFile, configuration)
  const issues = parsed.success ? [] : explainIssues(document, parsed.error.issues)
  const workloads = workloadsOf(loaded.all.objects)
  // Without all manifests it is not known which workloads there are.
  const isComplete = loaded.all.errors.length === 0
  const references = isComplete ? checkReferences(document, ['spec'], workloads) : []
  const { traced } = loaded
  throwIfAny([...issues, ...loaded.all.errors, ...references, ...traced.errors])
  const { profile } = configuration
  return assemble(parsed.data!, loaded, { document, workloads, profile })
}

/** The API server that the manifests are held against; the default one while the version is unclear. */
function configurationOf(parsed: ParsedScenario | undefined): ApiServerConfiguration {
  const version = parsed?.spec.kubernetes ?? DEFAULT_KUBERNETES_PROFILE
  const profile = resolveKubernetesProfile(version) ?? DEFAULT_KUBERNETES_PROFILE
  const gates = resolveFeatureGates(profile, parsed?.spec.featureGates)
  return apiServerConfiguration(profile, { gates })
}

interface LoadedManifests {
  readonly manifests: readonly Manifest[]
  readonly existing: readonly Manifest[]
  /** What the apply action at a path (as text) applies. */
  readonly applied: ReadonlyMap<string, readonly Manifest[]>
  readonly all: ReadManifests
  readonly traced: LoadedTrace
}

/** Loads what the raw document names, so that its errors come together with those of the schema. */
function loadManifests(
  document: SourceDocument,
  beside: readonly SourceDocument[],
  readFile: ReadFile,
  configuration: ApiServerConfiguration,
): LoadedManifests {
  const loader = new ManifestLoader(document, readFile)
  const check = checkApplied(configuration)
  const manifests = joinManifests([
    readManifestDocuments(beside, check),
    loader.load(['spec', 'manifests'], check),
  ])
  const existing = loader.load(['spec', 'existing'], checkExisting(configuration))
  const parts = [existing, manifests]
  const applied = new Map<string, readonly Manifest[]>()
  for (const path of actionPaths(document).flat()) {
    const action = valueAt(document.value, path)
    if (!isJsonObject(action) || !Object.hasOwn(action, 'apply')) continue
    const part = loader.load([...path, 'apply'], check)
    applied.set(path.join('/'), part.objects)
    parts.push(part)
  }
  const all = joinManifests(parts)
  const traced = loadNodeTrace(document, readFile)
  return { manifests: manifests.objects, existing: existing.objects, applied, all, traced }
}

function assemble(
  { metadata, spec }: ParsedScenario,
  loaded: LoadedManifests,
  context: ResolutionContext,
): Scenario {
  const errors: InputError[] = []
  const paths = actionPaths(context.document)
  const resolve = (action: ParsedAction, path: FieldPath): Action => {
    if (action.type === 'apply') {
      return { type: 'apply', manifests: loaded.applied.get(path.join('/')) ?? [] }
    }
    if (action.type !== 'setImage' && action.type !== 'set') return action
    const resolved =
      action.type === 'set'
        ? resolveSet(context, action, path)
        : resolveSetImage(context, action, path)
    errors.push(...resolved.errors)
    return resolved.value
  }
  const timeline = spec.timeline.map(({ trigger, actions }, entry) => ({
    trigger,
    actions: actions.map((action, index) => resolve(action, paths[entry]![index]!)),
  }))
  throwIfAny(errors)
  return {
    ...spec,
    kind: 'Scenario',
    name: metadata.name ?? nameFromFile(context.document.file),
    description: metadata.description ?? '',
    manifests: loaded.manifests,
    existing: loaded.existing,
    churn: withTrace(spec.churn, loaded.traced),
    timeline,
    ignoredKinds: loaded.all.ignoredKinds,
  }
}

/** The churn with the lines of the file that it names. */
function withTrace({ trace: given, ...churn }: ParsedChurn, { trace }: LoadedTrace): Churn {
  const lines = trace ?? given
  return lines === undefined || 'file' in lines ? churn : { ...churn, trace: lines }
}

/** The paths of the actions of each entry of the timeline, as the raw document has them. */
function actionPaths(document: SourceDocument): readonly (readonly FieldPath[])[] {
  const timeline = valueAt(document.value, ['spec', 'timeline'])
  return placedElements(timeline, ['spec', 'timeline']).map(({ path, value }) => {
    const then = isJsonObject(value) ? value['then'] : undefined
    return placedElements(then, [...path, 'then']).map((action) => action.path)
  })
}

function refuseToRead(path: string): string {
  throw new Error(`the text of a scenario alone; ${path} cannot be read from here`)
}
