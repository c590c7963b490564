import { type Duration } from '@seatrial/core'
import { parseDuration } from '@seatrial/scenarios'
import { parseKind, splitAtSlash } from './kind-words.ts'
import {
  PrintRequestError,
  type RolloutHistoryRequest,
  type RolloutStatusRequest,
} from './print-request.ts'
import {
  type RequestParts,
  flagValue,
  isOn,
  refuseFlagsExcept,
  refuseMoreThan,
  wordAt,
} from './request-parts.ts'
import type { Word } from './split-words.ts'

/**
 * Reads what follows `rollout status`: `KIND/NAME` or `KIND NAME`, `-n NAMESPACE`, `--timeout DURATION`,
 * `--watch=false`. A `--revision` is of no meaning for these kinds. Throws `PrintRequestError`.
 */
export function parseRolloutStatusRequest(parts: RequestParts): RolloutStatusRequest {
  refuseFlagsExcept(['namespace', 'revision', 'timeout', 'watch'], parts)
  return {
    verb: 'rollout status',
    ...parseSet(parts),
    watch: isOn('watch', parts, true),
    timeout: parseTimeout(parts),
  }
}

/**
 * Reads what follows `rollout history`: `KIND/NAME` or `KIND NAME`, `-n NAMESPACE`, `--revision NUMBER`.
 * Throws `PrintRequestError`.
 */
export function parseRolloutHistoryRequest(parts: RequestParts): RolloutHistoryRequest {
  refuseFlagsExcept(['namespace', 'revision'], parts)
  return { verb: 'rollout history', ...parseSet(parts), revision: parseRevision(parts) }
}

function parseSet(parts: RequestParts): Pick<RolloutStatusRequest, 'kind' | 'name' | 'namespace'> {
  const first = wordAt(parts, 0, 'KIND/NAME')
  const halves = splitAtSlash(first)
  const kind = parseRolloutKind(halves?.kind ?? first, parts)
  const name = halves?.name ?? wordAt(parts, 1, 'a name')
  refuseMoreThan(halves === undefined ? 2 : 1, parts)
  if (name.text === '') throw new PrintRequestError(parts.request, name, 'a name')
  const namespace = flagValue('namespace', parts) ?? 'default'
  return { kind, name: name.text, namespace }
}

function parseRolloutKind(word: Word, { request }: RequestParts): RolloutStatusRequest['kind'] {
  const kind = parseKind(word, request)
  if (kind === 'StatefulSet' || kind === 'DaemonSet') return kind
  throw new PrintRequestError(request, word, 'statefulset or daemonset')
}

/** 0 is none in particular. */
function parseRevision({ request, flags }: RequestParts): number | undefined {
  const value = flags.get('revision')?.value
  if (value === undefined || value.text === '0') return undefined
  if (/^\d+$/.test(value.text)) return Number(value.text)
  throw new PrintRequestError(request, value, 'the number of a revision')
}

/** 0 is for ever. */
function parseTimeout({ request, flags }: RequestParts): Duration | undefined {
  const value = flags.get('timeout')?.value
  if (value === undefined) return undefined
  const timeout = parseDuration(value.text)
  if (timeout === undefined) {
    throw new PrintRequestError(request, value, 'a duration such as 2m30s')
  }
  return timeout === 0 ? undefined : timeout
}
