import { parseKind, splitAtSlash } from './kind-words.ts'
import { type EventsRequest, PrintRequestError } from './print-request.ts'
import {
  type RequestParts,
  flagValue,
  isOn,
  refuseFlagsExcept,
  refuseMoreThan,
} from './request-parts.ts'

/**
 * Reads what follows `events`: `-n NAMESPACE`, `-A`, `--for KIND/NAME`, `--types Normal,Warning`,
 * `--no-headers`. Throws `PrintRequestError`.
 */
export function parseEventsRequest(parts: RequestParts): EventsRequest {
  refuseMoreThan(0, parts)
  refuseFlagsExcept(['namespace', 'all-namespaces', 'for', 'types', 'no-headers'], parts)
  return {
    verb: 'events',
    namespace: flagValue('namespace', parts) ?? 'default',
    allNamespaces: isOn('all-namespaces', parts),
    subject: parseSubject(parts),
    types: parseTypes(parts),
    noHeaders: isOn('no-headers', parts),
  }
}

function parseSubject({ request, flags }: RequestParts): EventsRequest['subject'] {
  const word = flags.get('for')?.value
  if (word === undefined) return undefined
  const halves = splitAtSlash(word)
  if (halves === undefined || halves.name.text === '') {
    throw new PrintRequestError(request, word, 'KIND/NAME')
  }
  return { kind: parseKind(halves.kind, request), name: halves.name.text }
}

const TYPES = ['Normal', 'Warning']

/** In any letter case, as kubectl takes them. */
function parseTypes({ request, flags }: RequestParts): readonly string[] {
  const word = flags.get('types')?.value
  if (word === undefined) return []
  return word.text.split(',').map((text) => {
    const type = TYPES.find((known) => known.toLowerCase() === text.toLowerCase())
    if (type === undefined) throw new PrintRequestError(request, word, 'Normal or Warning')
    return type
  })
}
