import { nearestWord } from '@seatrial/core'
import { parseEventsRequest } from './parse-events-request.ts'
import { parseGetRequest } from './parse-get-request.ts'
import { parseRolloutHistoryRequest, parseRolloutStatusRequest } from './parse-rollout-request.ts'
import { type PrintRequest, PrintRequestError } from './print-request.ts'
import { type RequestParts, afterFirst, wordAt } from './request-parts.ts'
import { splitFlags } from './split-flags.ts'
import type { Word } from './split-words.ts'

/**
 * Reads a request in kubectl's own words: `get KIND[,KIND] [NAME…]` with the flags of `GetRequest`,
 * `events` with those of `EventsRequest`,
 * `rollout status KIND/NAME [-n NAMESPACE] [--timeout DURATION] [--watch=false]` or
 * `rollout history KIND/NAME [--revision NUMBER]`. A leading `kubectl` may stand there.
 * What kubectl refuses is refused. Throws `PrintRequestError`.
 */
export function parsePrintRequest(request: string): PrintRequest {
  const parts = splitFlags(request)
  return parseVerb(parts.positionals[0]?.text === 'kubectl' ? afterFirst(parts) : parts)
}

function parseVerb(parts: RequestParts): PrintRequest {
  const expected = '"get", "events" or "rollout"'
  const verb = wordAt(parts, 0, expected)
  if (verb.text === 'get') return parseGetRequest(afterFirst(parts))
  if (verb.text === 'events') return parseEventsRequest(afterFirst(parts))
  if (verb.text === 'rollout') return parseRollout(afterFirst(parts))
  throw unexpected(verb, expected, ['get', 'events', 'rollout'], parts)
}

function parseRollout(parts: RequestParts): PrintRequest {
  const expected = '"status" or "history"'
  const verb = wordAt(parts, 0, expected)
  if (verb.text === 'status') return parseRolloutStatusRequest(afterFirst(parts))
  if (verb.text === 'history') return parseRolloutHistoryRequest(afterFirst(parts))
  throw unexpected(verb, expected, ['status', 'history'], parts)
}

function unexpected(
  word: Word,
  expected: string,
  known: readonly string[],
  { request }: RequestParts,
): PrintRequestError {
  return new PrintRequestError(request, word, expected, nearestWord(word.text, known))
}
