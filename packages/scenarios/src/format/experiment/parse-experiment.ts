import { isJsonObject } from '@seatrial/core'
import { InputError, InputErrors } from '../../input-error.ts'
import { readDocuments } from '../documents/read-documents.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import type { ReadFile } from '../manifests/manifest-loader.ts'
import { type FieldPath, formatFieldPath, valueAt } from '../paths/field-path.ts'
import { joinFilePath } from '../paths/file-path.ts'
import { type ParseOptions, scenarioAmong } from '../scenario/parse-scenario.ts'
import { seatrialKindOf } from '../seatrial-documents.ts'
import { EmbeddedScenario } from './embedded-scenario.ts'
import { experimentOf } from './experiment-of.ts'
import type { Experiment } from './experiment.ts'
import { type ScenarioSource, scenarioSourceOf } from './scenario-source.ts'

const SCENARIO: FieldPath = ['spec', 'scenario']

/** Reads a file with one Experiment. Throws `InputErrors` with everything that is wrong. */
export function parseExperiment(text: string, options: ParseOptions): Experiment {
  const documents = readDocuments(options.file, text)
  const [document, ...others] = documents
  if (document === undefined || others.length > 0 || seatrialKindOf(document) !== 'Experiment') {
    const expected = 'one document, of kind Experiment'
    const got = documents.length === 1 ? 'another kind' : `${documents.length} documents`
    throw new InputErrors([new InputError({ file: options.file, path: '', expected, got })])
  }
  return parseExperimentDocument(document, options.readFile)
}

/** The Experiment of one document. Throws `InputErrors`. */
export function parseExperimentDocument(document: SourceDocument, readFile: ReadFile): Experiment {
  const { source, errors } = loadScenario(document, readFile)
  return experimentOf(document, { source, errors, warmUp: false })
}

/** The scenario that is varied; what keeps it from being read is returned, not thrown. */
function loadScenario(
  document: SourceDocument,
  readFile: ReadFile,
): { readonly source?: ScenarioSource; readonly errors: readonly InputError[] } {
  const given = valueAt(document.value, SCENARIO)
  try {
    if (typeof given === 'string') {
      const file = joinFilePath(document.file, given)
      const text = readScenario(document, readFile, file)
      return { source: scenarioSource(text, { file, readFile }), errors: [] }
    }
    if (!isJsonObject(given)) return { errors: [] }
    const embedded = new EmbeddedScenario(document, SCENARIO, given)
    return { source: scenarioSourceOf(embedded, [], readFile), errors: [] }
  } catch (error) {
    if (error instanceof InputErrors) return { errors: error.errors }
    throw error
  }
}

/** The scenario of a file. Throws `InputErrors`. */
function scenarioSource(text: string, { file, readFile }: ParseOptions): ScenarioSource {
  const { document, beside } = scenarioAmong(readDocuments(file, text), file)
  return scenarioSourceOf(document, beside, readFile)
}

function readScenario(document: SourceDocument, readFile: ReadFile, file: string): string {
  try {
    return readFile(file)
  } catch (error) {
    throw new InputErrors([
      new InputError({
        file: document.file,
        position: document.valuePosition(SCENARIO),
        path: formatFieldPath(SCENARIO),
        expected: 'a file that can be read',
        got: error instanceof Error ? error.message : String(error),
      }),
    ])
  }
}
