import { type JsonObject, isJsonObject } from '@seatrial/core'
import type { SourceDocument } from '../documents/source-document.ts'
import type { ReadFile } from '../manifests/manifest-loader.ts'
import { childOf } from '../paths/field-path.ts'
import { parseScenarioDocument } from '../scenario/parse-scenario.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { ChangedDocument } from './changed-document.ts'
import { type SettingValue, withSettingValues } from './setting-value.ts'

/** Where the scenario of an experiment comes from: its settings can still have other values. */
export interface ScenarioSource {
  /** The scenario as it is. */
  readonly scenario: Scenario
  /** The scenario as it would be with these settings. Throws `InputErrors` when it cannot be. */
  readonly withSettings: (settings: readonly SettingValue[]) => Scenario
}

/** The scenario of one document; `beside` hold manifests that came with it. Throws `InputErrors`. */
export function scenarioSourceOf(
  document: SourceDocument,
  beside: readonly SourceDocument[],
  readFile: ReadFile,
): ScenarioSource {
  const read = readingOnce(readFile)
  return {
    scenario: parseScenarioDocument(document, beside, read),
    withSettings: (settings) =>
      parseScenarioDocument(withSettingsIn(document, settings), beside, read),
  }
}

/** The same with every scenario changed in the same way, as flags change them. */
export function changedSource(
  source: ScenarioSource,
  change: (scenario: Scenario) => Scenario,
): ScenarioSource {
  return {
    scenario: change(source.scenario),
    withSettings: (settings) => change(source.withSettings(settings)),
  }
}

function withSettingsIn(
  document: SourceDocument,
  settings: readonly SettingValue[],
): SourceDocument {
  const spec = childOf(document.value, 'spec')
  return new ChangedDocument(document, {
    ...(document.value as JsonObject),
    spec: withSettingValues(isJsonObject(spec) ? spec : {}, settings),
  })
}

function readingOnce(readFile: ReadFile): ReadFile {
  const texts = new Map<string, string>()
  return (path) => {
    const text = texts.get(path) ?? readFile(path)
    texts.set(path, text)
    return text
  }
}
