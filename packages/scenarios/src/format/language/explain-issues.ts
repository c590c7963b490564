import { type JsonValue, nearestWord } from '@seatrial/core'
import { z } from 'zod'
import { InputError, describeChoices, describeValue } from '../../input-error.ts'
import type { SourceDocument } from '../documents/source-document.ts'
import { type FieldPath, formatFieldPath, valueAt } from '../paths/field-path.ts'
import type { IssueDetails } from './issue-details.ts'

type Issue = z.core.$ZodIssue

/** Errors that are kept; a file with more is not made better by a longer list. */
const MOST_ERRORS = 100

/**
 * What zod found, as errors with a place in the file.
 *
 * The schemas of this package are written so that each message says what was expected; together
 * with `phraseIssue` for those that zod words itself.
 */
export function explainIssues(
  document: SourceDocument,
  issues: readonly Issue[],
): readonly InputError[] {
  const findings = issues.flatMap((issue) => findingsOf(document.value, issue, []))
  const unknownKeys = findings.filter((finding) => finding.isUnknownKey)
  return findings
    .filter((finding) => finding.isUnknownKey || !unknownKeys.some(explains(finding)))
    .slice(0, MOST_ERRORS)
    .map((finding) => toInputError(document, finding))
}

/** What was expected, in our words; given to zod as its error map. */
export function phraseIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_PHRASES[issue.expected] ?? issue.expected
    case 'invalid_value':
      return describeChoices(issue.values.map(String))
    case 'too_small':
      return phraseLeast(issue.origin, Number(issue.minimum), issue.inclusive ?? true)
    case 'too_big':
      return phraseMost(Number(issue.maximum), issue.inclusive ?? true)
    case 'unrecognized_keys':
      return knownKeysOf(issue.inst).join(', ')
    default:
      return undefined
  }
}

interface Finding extends IssueDetails {
  readonly path: FieldPath
  readonly expected: string
}

const TYPE_PHRASES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
}

function phraseLeast(origin: string, least: number, inclusive: boolean): string {
  if (origin === 'string') return 'a text that is not empty'
  if (origin === 'array')
    return least === 1 ? 'a list that is not empty' : `at least ${least} entries`
  return inclusive ? `a number of at least ${least}` : `a number above ${least}`
}

function phraseMost(most: number, inclusive: boolean): string {
  return inclusive ? `a number of at most ${most}` : `a number below ${most}`
}

/** The keys that the schema of a map knows. */
function knownKeysOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape)
  if (!(schema instanceof z.ZodRecord) || !(schema.keyType instanceof z.ZodEnum)) return []
  return schema.keyType.options.map(String)
}

function findingsOf(root: JsonValue, issue: Issue, base: FieldPath): readonly Finding[] {
  const path = [...base, ...(issue.path as FieldPath)]
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeyFindings(path, issue.keys, issue.message)
    case 'invalid_union':
      return unionFindings(root, issue, path)
    case 'invalid_key':
      return [invalidKeyFinding(path, issue.issues[0])]
    case 'custom':
      return [{ path, expected: issue.message, ...(issue.params as IssueDetails | undefined) }]
    case 'invalid_value': {
      const words = issue.values.map(String)
      const value = valueAt(root, path)
      const suggestion = typeof value === 'string' ? nearestWord(value, words) : undefined
      return [{ path, expected: issue.message, suggestion }]
    }
    default:
      return [{ path, expected: issue.message }]
  }
}

function invalidKeyFinding(path: FieldPath, inner: Issue | undefined): Finding {
  const details = inner?.code === 'custom' ? (inner.params as IssueDetails | undefined) : {}
  return {
    path,
    expected: inner?.message ?? 'another key',
    got: describeValue(path.at(-1)),
    ...details,
    isUnknownKey: true,
  }
}

function unknownKeyFindings(
  path: FieldPath,
  keys: readonly string[],
  known: string,
): readonly Finding[] {
  const words = known.split(', ')
  return keys.map((key) => ({
    path: [...path, key],
    expected: describeChoices(words),
    got: describeValue(key),
    suggestion: nearestWord(key, words),
    isUnknownKey: true,
  }))
}

/**
 * Of the alternatives of a union, the one that was meant is the only one which takes a value of
 * this sort; where none or several do, the union says itself what it expected.
 */
function unionFindings(
  root: JsonValue,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: FieldPath,
): readonly Finding[] {
  const meant = issue.errors.filter((errors) => !errors.some(isWrongSort))
  if (meant.length === 1) return meant[0]!.flatMap((inner) => findingsOf(root, inner, path))
  const phrases = [
    ...new Set(issue.errors.flatMap((errors) => errors.slice(0, 1).map((e) => e.message))),
  ]
  const expected = issue.message === UNPHRASED ? phrases.join(', or ') : issue.message
  return [{ path, expected }]
}

function isWrongSort(issue: Issue): boolean {
  if (issue.path.length > 0) return false
  if (issue.code === 'invalid_union')
    return issue.errors.every((errors) => errors.some(isWrongSort))
  return issue.code === 'invalid_type'
}

/** What zod says of a union that has no words of its own. */
const UNPHRASED = 'Invalid input'

/** An unknown key explains what is wrong below it and with the map that has it. */
function explains(finding: Finding): (unknownKey: Finding) => boolean {
  return ({ path }) =>
    startsWith(finding.path, path) ||
    (finding.path.length === path.length - 1 && startsWith(path, finding.path))
}

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return path.length >= start.length && start.every((step, index) => step === path[index])
}

function toInputError(document: SourceDocument, finding: Finding): InputError {
  const { path, expected, suggestion } = finding
  return new InputError({
    file: document.file,
    position: finding.isUnknownKey ? document.keyPosition(path) : document.valuePosition(path),
    path: formatFieldPath(path, document.value),
    expected,
    got: finding.got ?? describeValue(valueAt(document.value, path)),
    suggestion,
  })
}
