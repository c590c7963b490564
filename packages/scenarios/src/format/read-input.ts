import { type ApiServerConfiguration } from '@seatrial/core'
import { InputError, InputErrors, throwIfAny } from '../input-error.ts'
import { readDocuments } from './documents/read-documents.ts'
import type { SourceDocument } from './documents/source-document.ts'
import type { Experiment } from './experiment/experiment.ts'
import { parseExperimentDocument } from './experiment/parse-experiment.ts'
import { type ScenarioSource, scenarioSourceOf } from './experiment/scenario-source.ts'
import { checkApplied } from './manifests/check-manifest.ts'
import type { ReadFile } from './manifests/manifest-loader.ts'
import type { Manifest } from './manifests/manifest.ts'
import { readManifestDocuments } from './manifests/read-manifests.ts'
import type { Scenario } from './scenario/scenario.ts'
import { seatrialKindOf } from './seatrial-documents.ts'

/** A file by the name for errors (`-` for standard input) and its text. */
export interface InputFile {
  readonly file: string
  readonly text: string
}

/** What some files together are. */
export type Input =
  | { readonly type: 'scenario'; readonly scenario: Scenario; readonly source: ScenarioSource }
  | { readonly type: 'experiment'; readonly experiment: Experiment }
  | { readonly type: 'manifests'; readonly manifests: Manifests }

/** Plain Kubernetes manifests. */
export interface Manifests {
  /** The objects of kinds that matter to a rollout, in the order of the files. */
  readonly objects: readonly Manifest[]
  /** The other kinds, each once. */
  readonly ignoredKinds: readonly string[]
}

/** How files are read. */
export interface InputOptions {
  /** Reads the files that a scenario names. */
  readonly readFile: ReadFile
  /** The API server that plain manifests are held against; a scenario names its own. */
  readonly configuration: ApiServerConfiguration
}

/**
 * Reads files that are one Scenario (with manifests beside it), one Experiment, or plain manifests.
 * Throws `InputErrors` with everything that is wrong.
 */
export function readInput(files: readonly InputFile[], options: InputOptions): Input {
  const documents = readAll(files)
  const ours = documents.filter((document) => seatrialKindOf(document) !== undefined)
  const [document] = ours
  if (document === undefined) {
    return { type: 'manifests', manifests: readManifests(documents, options.configuration) }
  }
  if (ours.length > 1) throw tooMany(ours[1]!)
  const beside = documents.filter((other) => other !== document)
  if (seatrialKindOf(document) === 'Scenario') {
    const source = scenarioSourceOf(document, beside, options.readFile)
    return { type: 'scenario', scenario: source.scenario, source }
  }
  if (beside.length > 0) throw tooMany(beside[0]!)
  return { type: 'experiment', experiment: parseExperimentDocument(document, options.readFile) }
}

/** The documents of all files; what is wrong in any of them is told together. */
function readAll(files: readonly InputFile[]): readonly SourceDocument[] {
  const documents: SourceDocument[] = []
  const errors: InputError[] = []
  for (const { file, text } of files) {
    try {
      documents.push(...readDocuments(file, text))
    } catch (error) {
      if (!(error instanceof InputErrors)) throw error
      errors.push(...error.errors)
    }
  }
  throwIfAny(errors)
  return documents
}

function readManifests(
  documents: readonly SourceDocument[],
  configuration: ApiServerConfiguration,
): Manifests {
  const { objects, ignoredKinds, errors } = readManifestDocuments(
    documents,
    checkApplied(configuration),
  )
  throwIfAny(errors)
  return { objects, ignoredKinds }
}

function tooMany(document: SourceDocument): InputErrors {
  const expected = 'one Scenario with its manifests, one Experiment, or manifests alone'
  const position = document.valuePosition([])
  return new InputErrors([
    new InputError({ file: document.file, position, path: '', expected, got: 'another document' }),
  ])
}
