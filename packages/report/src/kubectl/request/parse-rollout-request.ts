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
  refuseFlagsExcept,
  refuseMoreThan,
  wordAt,
} from './request-parts.ts'
import type { Word } from './split-words.ts'

/**
 * Reads what follows `rollout status`: `KIND/NAME` or `KIND NAME`, `-n NAMESPACE`, `--timeout DURATION`.
 * Throws `PrintRequestError`.
 */
export function parseRolloutStatusRequest(parts: RequestParts): RolloutStatusRequest {
  refuseFlagsExcept(['namespace', 'timeout'], parts)
  return { verb: 'rollout status', ...parseSet(parts), timeout: parseTimeout(parts) }
}

/** Reads what follows `rollout history`: `KIND/NAME` or `KIND NAME`, `-n NAMESPACE`. Throws `PrintRequestError`. */
export function parseRolloutHistoryRequest(parts: RequestParts): RolloutHistoryRequest {
  refuseFlagsExcept(['namespace'], parts)
  return { verb: 'rollout history', ...parseSet(parts) }
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
