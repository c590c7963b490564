import { type JsonValue, isJsonObject } from '@seatrial/core'
import { InputError, InputErrors, throwIfAny } from '../input-error.ts'
import { readDocuments } from './documents/read-documents.ts'
import type { SourceDocument } from './documents/source-document.ts'
import { explainIssues, phraseIssue } from './explain-issues.ts'
import { type FieldPath, valueAt } from './field-path.ts'
import { baseName } from './file-path.ts'
import { ManifestLoader, type ReadFile } from './manifest-loader.ts'
import { type ReadManifests, joinManifests, readManifestDocuments } from './read-manifests.ts'
import type { Action, Scenario, TimelineEntry } from './scenario.ts'
import { type ParsedScenario, scenarioDocument } from './scenario-schema.ts'
import { seatrialKindOf } from './seatrial-documents.ts'

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
  const documents = readDocuments(options.file, text)
  const scenarios = documents.filter((document) => seatrialKindOf(document) === 'Scenario')
  const [document] = scenarios
  if (document === undefined || scenarios.length > 1) {
    const got = scenarios.length === 0 ? 'none' : String(scenarios.length)
    const expected = 'one document of kind Scenario'
    throw new InputErrors([new InputError({ file: options.file, path: '', expected, got })])
  }
  const beside = readManifestDocuments(documents.filter((other) => other !== document))
  return parseScenarioDocument(document, beside, options.readFile)
}

/** The Scenario that a text holds, with its manifests in it. Throws `InputErrors`. */
export function scenario(text: string): Scenario {
  return parseScenario(text, { file: 'scenario', readFile: refuseToRead })
}

/** The Scenario of one document; `beside` are the manifests that came with it. Throws `InputErrors`. */
export function parseScenarioDocument(
  document: SourceDocument,
  beside: ReadManifests,
  readFile: ReadFile,
): Scenario {
  const loader = new ManifestLoader(document, readFile)
  const manifests = joinManifests([beside, loader.load(['spec', 'manifests'])])
  const existing = loader.load(['spec', 'existing'])
  const applied = loadApplied(document, loader)
  const parsed = scenarioDocument.safeParse(document.value, { error: phraseIssue })
  const issues = parsed.success ? [] : explainIssues(document, parsed.error.issues)
  const all = joinManifests([manifests, existing, ...applied.values()])
  throwIfAny([...issues, ...all.errors])
  return assemble(parsed.data!, document.file, { manifests, existing, applied, all })
}

interface LoadedManifests {
  readonly manifests: ReadManifests
  readonly existing: ReadManifests
  /** By the number of the entry and of the action in it. */
  readonly applied: ReadonlyMap<string, ReadManifests>
  readonly all: ReadManifests
}

function assemble(parsed: ParsedScenario, file: string, loaded: LoadedManifests): Scenario {
  const { metadata, spec } = parsed
  const timeline = spec.timeline.map(
    ({ trigger, actions }, entry): TimelineEntry => ({
      trigger,
      actions: actions.map((action, index): Action => {
        if (action.type !== 'apply') return action
        return { type: 'apply', manifests: loaded.applied.get(`${entry}/${index}`)!.objects }
      }),
    }),
  )
  return {
    ...spec,
    kind: 'Scenario',
    name: metadata.name ?? nameFromFile(file),
    description: metadata.description ?? '',
    manifests: loaded.manifests.objects,
    existing: loaded.existing.objects,
    timeline,
    ignoredKinds: loaded.all.ignoredKinds,
  }
}

/** What the apply actions of the timeline name, looked up in the raw document. */
function loadApplied(document: SourceDocument, loader: ManifestLoader): Map<string, ReadManifests> {
  const applied = new Map<string, ReadManifests>()
  const timeline = valueAt(document.value, ['spec', 'timeline'])
  for (const [entry, { path, value }] of elements(timeline, ['spec', 'timeline']).entries()) {
    const then = isJsonObject(value) ? value['then'] : undefined
    for (const [index, action] of elements(then, [...path, 'then']).entries()) {
      if (!isJsonObject(action.value) || !Object.hasOwn(action.value, 'apply')) continue
      applied.set(`${entry}/${index}`, loader.load([...action.path, 'apply']))
    }
  }
  return applied
}

/** The elements of a list with their paths, or the value itself where a list may be left out. */
function elements(
  value: JsonValue | undefined,
  path: FieldPath,
): readonly { readonly path: FieldPath; readonly value: JsonValue | undefined }[] {
  if (!Array.isArray(value)) return [{ path, value }]
  return value.map((element: JsonValue, index) => ({ path: [...path, index], value: element }))
}

function nameFromFile(file: string): string {
  const name = baseName(file)
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '')
  return name === '' ? 'scenario' : name
}

function refuseToRead(path: string): string {
  throw new Error(`the text of a scenario alone; ${path} cannot be read from here`)
}
