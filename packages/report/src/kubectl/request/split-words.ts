import { PrintRequestError } from './print-request.ts'

/** A word of a request, without its quotes. */
export interface Word {
  readonly text: string
  /** Where it begins in the request, counted from 1. */
  readonly position: number
}

/** A run of quoted stretches and other letters, or else a quote that is never closed. */
const WORD = /(?:'[^']*'|"[^"]*"|[^\s'"])+|['"]/g
const QUOTED = /'([^']*)'|"([^"]*)"/g

/**
 * Splits a request into words as a shell would: at blanks, except within single or double quotes
 * (`-l 'tier in (db,web)'`). Throws `PrintRequestError` for a quote that is never closed.
 */
export function splitWords(request: string): Word[] {
  const words: Word[] = []
  for (const { 0: written, index } of request.matchAll(WORD)) {
    const word = { text: written.replace(QUOTED, '$1$2'), position: index + 1 }
    if (written === "'" || written === '"') {
      throw new PrintRequestError(request, word, 'a closing quote to this one')
    }
    words.push(word)
  }
  return words
}
