import { nearestWord } from '@seatrial/core'
import { KIND_WORDS, PRINTED_KINDS, type PrintedKind, namesOf } from '../printed-kind.ts'
import { PrintRequestError } from './print-request.ts'
import type { Word } from './split-words.ts'

/** The kind that a word means. Throws `PrintRequestError` when it means none. */
export function parseKind(word: Word, request: string): PrintedKind {
  const kind = KIND_WORDS.get(word.text.toLowerCase())
  if (kind !== undefined) return kind
  const nearest = nearestWord(word.text, KIND_WORDS.keys())
  const expected = `a kind that can be printed (${KNOWN_KINDS.join(', ')})`
  throw new PrintRequestError(request, word, expected, nearest)
}

/** The shortest word for each kind. */
const KNOWN_KINDS = PRINTED_KINDS.map((kind) => namesOf(kind).shortName ?? namesOf(kind).plural)

/** The kinds of a list such as `pv,pvc`, in its order, each once. Throws `PrintRequestError`. */
export function parseKinds(list: Word, request: string): PrintedKind[] {
  const kinds = new Set<PrintedKind>()
  let { position } = list
  for (const text of list.text.split(',')) {
    kinds.add(parseKind({ text, position }, request))
    position += text.length + 1
  }
  return [...kinds]
}

/** The two halves of `KIND/NAME`; undefined for a word without a slash. */
export function splitAtSlash(word: Word): { kind: Word; name: Word } | undefined {
  const slash = word.text.indexOf('/')
  if (slash < 0) return undefined
  return {
    kind: { text: word.text.slice(0, slash), position: word.position },
    name: { text: word.text.slice(slash + 1), position: word.position + slash + 1 },
  }
}
