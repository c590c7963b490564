import { type FieldErrors, invalid, notSupported, required } from './field-error.ts'
import type { Syntax } from './name-syntax.ts'

/** The text must have the form. */
export function* mustBe(syntax: Syntax, text: string, path: string): FieldErrors {
  const problem = syntax(text)
  if (problem !== undefined) yield invalid(path, text, problem)
}

/** The text must be one of the words that the field knows. */
export function* mustBeOneOf(words: readonly string[], text: string, path: string): FieldErrors {
  if (!words.includes(text)) yield notSupported(path, text, words)
}

/** The text must be there, whatever it says. */
export function* mustBeGiven(text: string | undefined, path: string): FieldErrors {
  if ((text ?? '') === '') yield required(path, 'must be given')
}

/** The text must be there and have the form. */
export function* mustBeGivenAs(
  syntax: Syntax,
  text: string | undefined,
  path: string,
): FieldErrors {
  if ((text ?? '') === '') yield required(path, 'must be given')
  else yield* mustBe(syntax, text!, path)
}

/** The text must be there and be one of the words. */
export function* mustBeGivenAsOneOf(
  words: readonly string[],
  text: string | undefined,
  path: string,
): FieldErrors {
  if ((text ?? '') === '') yield required(path, 'must be given')
  else yield* mustBeOneOf(words, text!, path)
}

/** The number, where there is one, must not be below 0. */
export function* mustNotBeNegative(number: number | undefined, path: string): FieldErrors {
  if (number !== undefined && number < 0)
    yield invalid(path, number, 'must be greater than or equal to 0')
}

/** The number must lie between both bounds or on one of them. */
export function* mustBeBetween(
  number: number,
  { least, most }: { readonly least: number; readonly most: number },
  path: string,
): FieldErrors {
  if (number >= least && number <= most) return
  yield invalid(path, number, `must be between ${least} and ${most}`)
}
