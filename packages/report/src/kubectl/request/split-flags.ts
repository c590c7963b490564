import { nearestWord } from '@seatrial/core'
import { PrintRequestError } from './print-request.ts'
import { type FlagName, type GivenFlag, type RequestParts, endOf } from './request-parts.ts'
import { type Word, splitWords } from './split-words.ts'

interface Flag {
  readonly short?: string
  /** What must follow it; a flag without one is a switch. */
  readonly value?: string
}

const FLAGS: Readonly<Record<FlagName, Flag>> = {
  'all-namespaces': { short: 'A' },
  'field-selector': { value: 'a field selector' },
  for: { value: 'KIND/NAME' },
  'ignore-not-found': {},
  'label-columns': { short: 'L', value: 'labels' },
  namespace: { short: 'n', value: 'a namespace' },
  'no-headers': {},
  output: { short: 'o', value: 'a form of output' },
  'output-watch-events': {},
  revision: { value: 'a number' },
  selector: { short: 'l', value: 'a label selector' },
  'show-labels': {},
  'sort-by': { value: 'a path' },
  timeout: { value: 'a duration' },
  types: { value: 'types of Events' },
  watch: { short: 'w' },
}

const FLAG_NAMES = Object.keys(FLAGS) as FlagName[]

/**
 * Sorts the words of a request into flags and the others. A flag may stand anywhere, as
 * `--flag value`, `--flag=value`, `-f value`, `-f=value` or `-fvalue`; a switch as `--flag` or
 * `--flag=true|false`.
 * Throws `PrintRequestError` for an unknown flag, and where a value is missing or out of place.
 */
export function splitFlags(request: string): RequestParts {
  const positionals: Word[] = []
  const flags = new Map<FlagName, GivenFlag>()
  const words = splitWords(request)
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    if (!word.text.startsWith('-')) {
      positionals.push(word)
      continue
    }
    const { name, attached } = readFlag(word, request)
    const isDetached = attached === undefined && FLAGS[name].value !== undefined
    const value = isDetached ? words[++index] : (attached ?? word)
    if (value === undefined) throw missingValue(name, request)
    flags.set(name, { word, value })
  }
  return { request, positionals, flags }
}

const FLAG = /^(?:--([^=]+)|-([^=-]))(?:=?(.+))?$/s

/** The flag that a word names, and the value that the same word gives it. */
function readFlag(word: Word, request: string): { name: FlagName; attached: Word | undefined } {
  const [, long, short, value] = FLAG.exec(word.text) ?? []
  const name = FLAG_NAMES.find((known) => known === long || isShort(known, short))
  if (name === undefined || !isTakenBy(name, value)) throw unknownFlag(word, request)
  if (value === undefined) return { name, attached: undefined }
  const position = word.position + word.text.length - value.length
  return { name, attached: { text: value, position } }
}

/** A switch takes `true` and `false` only. */
function isTakenBy(name: FlagName, value: string | undefined): boolean {
  if (value === undefined || FLAGS[name].value !== undefined) return true
  return value === 'true' || value === 'false'
}

function isShort(name: FlagName, letter: string | undefined): boolean {
  return letter !== undefined && FLAGS[name].short === letter
}

function unknownFlag(word: Word, request: string): PrintRequestError {
  const known = FLAG_NAMES.map((name) => `--${name}`)
  const nearest = nearestWord(word.text.replace(/=.*/s, ''), known)
  const expected = `a flag that can be printed with (${known.join(', ')})`
  return new PrintRequestError(request, word, expected, nearest)
}

function missingValue(name: FlagName, request: string): PrintRequestError {
  return new PrintRequestError(request, endOf(request), `${FLAGS[name].value} for --${name}`)
}
