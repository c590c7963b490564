import { PrintRequestError } from './print-request.ts'
import type { Word } from './split-words.ts'

/** The flags of kubectl that a request may have, by their long names. */
export type FlagName =
  | 'all-namespaces'
  | 'field-selector'
  | 'for'
  | 'ignore-not-found'
  | 'label-columns'
  | 'namespace'
  | 'no-headers'
  | 'output'
  | 'output-watch-events'
  | 'revision'
  | 'selector'
  | 'show-labels'
  | 'sort-by'
  | 'timeout'
  | 'types'
  | 'watch'

/** A flag as it was given. */
export interface GivenFlag {
  /** The word with the flag. */
  readonly word: Word
  /** What was given for it; the same word for a switch. */
  readonly value: Word
}

/** A request taken apart. */
export interface RequestParts {
  readonly request: string
  readonly positionals: readonly Word[]
  /** Of a flag given twice the last one, as in kubectl. */
  readonly flags: ReadonlyMap<FlagName, GivenFlag>
}

/** The parts without their first word, which has been read. */
export function afterFirst(parts: RequestParts): RequestParts {
  return { ...parts, positionals: parts.positionals.slice(1) }
}

/** The positional word of that index. Throws `PrintRequestError` where the request ends before it. */
export function wordAt(parts: RequestParts, index: number, expected: string): Word {
  const word = parts.positionals[index]
  if (word === undefined) throw new PrintRequestError(parts.request, endOf(parts.request), expected)
  return word
}

/** Throws `PrintRequestError` for the first positional word beyond `count`. */
export function refuseMoreThan(count: number, { request, positionals }: RequestParts): void {
  const word = positionals[count]
  if (word !== undefined) throw new PrintRequestError(request, word, 'nothing more')
}

/** Throws `PrintRequestError` for the first flag that is not among the allowed ones. */
export function refuseFlagsExcept(
  allowed: readonly FlagName[],
  { request, flags }: RequestParts,
): void {
  for (const [name, { word }] of flags) {
    if (!allowed.includes(name)) throw new PrintRequestError(request, word, 'no such flag here')
  }
}

/** What a flag was given, undefined where it is not there. */
export function flagValue(name: FlagName, { flags }: RequestParts): string | undefined {
  return flags.get(name)?.value.text
}

/** Whether a switch is on; `unset` where it is not there. */
export function isOn(name: FlagName, { flags }: RequestParts, unset = false): boolean {
  const given = flags.get(name)
  return given === undefined ? unset : given.value.text !== 'false'
}

/** The place behind the last word, for errors. */
export function endOf(request: string): Word {
  return { text: '', position: request.length + 1 }
}
