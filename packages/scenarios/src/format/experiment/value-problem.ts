import { type JsonValue, decode } from '@seatrial/core'
import { type InputError, InputErrors, describeValue } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { explainIssues, phraseIssue } from '../language/explain-issues.ts'
import { withValueAt } from '../manifests/manifest-change.ts'
import { meantBy } from '../manifests/workloads.ts'
import type { FieldPath } from '../paths/field-path.ts'
import { errorAtKey } from '../scenario/resolution-context.ts'
import { scenarioDocument } from '../scenario/scenario-schema.ts'
import { ChangedDocument } from './changed-document.ts'
import { type SettingValue, withSettingValues } from './setting-value.ts'
import type { Target } from './target.ts'
import type { VariationContext } from './variation-context.ts'

/** Why a target cannot have a value, or `undefined` when it can. */
export function valueProblem(
  context: VariationContext,
  target: Target,
  value: JsonValue,
  place: FieldPath,
): InputError | undefined {
  const problem =
    target.type === 'field'
      ? fieldProblem(context, target, value)
      : settingProblem(context, { path: target.path, value })
  return problem && errorAtKey(context.document, place, problem)
}

interface Problem {
  readonly expected: string
  readonly got: string
  readonly suggestion?: string | undefined
}

function fieldProblem(
  { workloads, profile }: VariationContext,
  target: Extract<Target, { readonly type: 'field' }>,
  value: JsonValue,
): Problem | undefined {
  const workload = meantBy(target.workload, workloads)[0]!
  const decoding = decode(workload.kind, withValueAt(workload.object, target.path, value), profile)
  if (decoding.type === 'decoded') return undefined
  return { expected: decoding.wrongType.expected, got: describeValue(value) }
}

/**
 * What another release makes of the manifests is not looked at: that may leave a variant out, but is
 * nothing wrong with the file.
 */
function settingProblem(
  { document, source }: VariationContext,
  setting: SettingValue,
): Problem | undefined {
  const [first] = setting.path.steps
  const isRelease = first?.type === 'key' && RELEASE_SETTINGS.has(first.key)
  if (isRelease) return releaseProblem(document, setting)
  try {
    source.withSettings([setting])
    return undefined
  } catch (error) {
    if (!(error instanceof InputErrors)) throw error
    return error.errors[0]
  }
}

const RELEASE_SETTINGS: ReadonlySet<string> = new Set(['kubernetes', 'featureGates'])

function releaseProblem(document: SourceDocument, setting: SettingValue): Problem | undefined {
  const scenario = { kind: 'Scenario', spec: withSettingValues({}, [setting]) }
  const parsed = scenarioDocument.safeParse(scenario, { error: phraseIssue })
  if (parsed.success) return undefined
  return explainIssues(new ChangedDocument(document, scenario), parsed.error.issues)[0]
}
