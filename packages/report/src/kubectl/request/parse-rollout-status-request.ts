import { parseKind, splitAtSlash } from './kind-words.ts'
import { PrintRequestError, type RolloutStatusRequest } from './print-request.ts'
import {
  type RequestParts,
  flagValue,
  refuseFlagsExcept,
  refuseMoreThan,
  wordAt,
} from './request-parts.ts'
import type { Word } from './split-words.ts'

/**
 * Reads what follows `rollout status`: `KIND/NAME` or `KIND NAME`, and `-n NAMESPACE`.
 * Throws `PrintRequestError`.
 */
export function parseRolloutStatusRequest(parts: RequestParts): RolloutStatusRequest {
  refuseFlagsExcept(['namespace'], parts)
  const first = wordAt(parts, 0, 'KIND/NAME')
  const halves = splitAtSlash(first)
  const kind = parseRolloutKind(halves?.kind ?? first, parts)
  const name = halves?.name ?? wordAt(parts, 1, 'a name')
  refuseMoreThan(halves === undefined ? 2 : 1, parts)
  if (name.text === '') throw new PrintRequestError(parts.request, name, 'a name')
  const namespace = flagValue('namespace', parts) ?? 'default'
  return { verb: 'rollout status', kind, name: name.text, namespace }
}

function parseRolloutKind(word: Word, { request }: RequestParts): RolloutStatusRequest['kind'] {
  const kind = parseKind(word, request)
  if (kind === 'StatefulSet' || kind === 'DaemonSet') return kind
  throw new PrintRequestError(request, word, 'statefulset or daemonset')
}
