/** A place in an input file: line and column, both counted from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** What is wrong with an input, without its wording. */
export interface InputErrorFields {
  /** The file, `-` for standard input, or the command-line flag that was read. */
  readonly file: string
  /** Where in the file; absent when the input has no lines, like a flag. */
  readonly position?: Position | undefined
  /** The field, as in `spec.template.spec.containers[kafka].image`; '' for the whole input. */
  readonly path: string
  /** What should stand there, as a noun phrase: `a duration such as 25s`. */
  readonly expected: string
  /** What stands there, as a noun phrase; see `describeValue`. */
  readonly got: string
  /** The valid word that was probably meant. */
  readonly suggestion?: string | undefined
}

/** One thing that is wrong with an input, and where. */
export class InputError extends Error {
  readonly file: string
  readonly position: Position | undefined
  readonly path: string
  readonly expected: string
  readonly got: string
  readonly suggestion: string | undefined

  constructor(fields: InputErrorFields) {
    super(formatInputError(fields))
    this.name = 'InputError'
    this.file = fields.file
    this.position = fields.position
    this.path = fields.path
    this.expected = fields.expected
    this.got = fields.got
    this.suggestion = fields.suggestion
  }
}

/** All that is wrong with an input: what every reader and parser of this package throws. */
export class InputErrors extends Error {
  /** At least one; those of a file in the order of their positions. */
  readonly errors: readonly InputError[]

  constructor(errors: readonly InputError[]) {
    const ordered = inFileOrder(errors)
    super(ordered.map((error) => error.message).join('\n'))
    this.name = 'InputErrors'
    this.errors = ordered
  }
}

/** Throws `InputErrors` when there are any. */
export function throwIfAny(errors: readonly InputError[]): void {
  if (errors.length > 0) throw new InputErrors(errors)
}

/**
 * A value as an error shows it: short texts and numbers themselves, the rest by its sort.
 * Only for values that may be shown: what may be a secret is described with `describeSort`.
 */
export function describeValue(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(shorten(value))
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return describeSort(value)
}

/** What sort of value it is, without the value. */
export function describeSort(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map'
  return typeof value === 'string' ? 'a text' : typeof value === 'number' ? 'a number' : 'a boolean'
}

/** Words to choose from, as an error lists them: `one of a, b, c`; of many only the first ones. */
export function describeChoices(words: readonly string[]): string {
  if (words.length === 1) return words[0]!
  if (words.length <= SHOWN_CHOICES) return `one of ${words.join(', ')}`
  return `one of ${words.slice(0, SHOWN_CHOICES).join(', ')} and ${words.length - SHOWN_CHOICES} more`
}

function formatInputError(fields: InputErrorFields): string {
  const { file, position, path, expected, got, suggestion } = fields
  const place = position === undefined ? file : `${file}:${position.line}:${position.column}`
  const field = path === '' ? '' : `${path}: `
  const hint = suggestion === undefined ? '' : ` (did you mean ${suggestion}?)`
  return `${place}: ${field}expected ${expected}, got ${got}${hint}`
}

/** Files keep the order in which they first appear. */
function inFileOrder(errors: readonly InputError[]): InputError[] {
  const files = [...new Set(errors.map((error) => error.file))]
  return [...errors].sort(
    (left, right) =>
      files.indexOf(left.file) - files.indexOf(right.file) ||
      (left.position?.line ?? 0) - (right.position?.line ?? 0) ||
      (left.position?.column ?? 0) - (right.position?.column ?? 0),
  )
}

function shorten(text: string): string {
  return text.length <= SHOWN_TEXT_LENGTH ? text : `${text.slice(0, SHOWN_TEXT_LENGTH - 1)}…`
}

const SHOWN_TEXT_LENGTH = 60
const SHOWN_CHOICES = 12
