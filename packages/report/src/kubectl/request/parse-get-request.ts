import { type LabelSelector, parseLabelSelector } from '@seatrial/core'
import { type JsonPath, fieldSelector, parseJsonPath } from '@seatrial/scenarios'
import type { PrintedKind } from '../printed-kind.ts'
import { parseKind, parseKinds, splitAtSlash } from './kind-words.ts'
import { parseOutputForm } from './parse-output-form.ts'
import { type GetRequest, PrintRequestError } from './print-request.ts'
import {
  type FlagName,
  type RequestParts,
  flagValue,
  isOn,
  refuseFlagsExcept,
  wordAt,
} from './request-parts.ts'

/** Reads what follows `get`. Throws `PrintRequestError`. */
export function parseGetRequest(parts: RequestParts): GetRequest {
  refuseFlagsExcept(GET_FLAGS, parts)
  const request: GetRequest = {
    verb: 'get',
    ...parseObjects(parts),
    namespace: flagValue('namespace', parts) ?? 'default',
    allNamespaces: isOn('all-namespaces', parts),
    selector: parseSelector(parts),
    matchesFields: fieldSelector(flagValue('field-selector', parts)),
    form: parseOutputForm(parts),
    watch: isOn('watch', parts),
    showLabels: isOn('show-labels', parts),
    labelColumns: flagValue('label-columns', parts)?.split(',') ?? [],
    noHeaders: isOn('no-headers', parts),
    sortBy: parseSortBy(parts),
    ignoreNotFound: isOn('ignore-not-found', parts),
    watchEvents: isOn('output-watch-events', parts),
  }
  refuseContradictions(request, parts)
  return request
}

const GET_FLAGS: readonly FlagName[] = [
  'all-namespaces',
  'field-selector',
  'ignore-not-found',
  'label-columns',
  'namespace',
  'no-headers',
  'output',
  'output-watch-events',
  'selector',
  'show-labels',
  'sort-by',
  'watch',
]

type Objects = Pick<GetRequest, 'kinds' | 'names'>

function parseObjects(parts: RequestParts): Objects {
  const first = wordAt(parts, 0, 'a kind')
  if (splitAtSlash(first) !== undefined) return parseNamesWithKind(parts)
  const names = parts.positionals.slice(1).map(({ text }) => text)
  return { kinds: parseKinds(first, parts.request), names }
}

/** `KIND/NAME…`, all of one kind. */
function parseNamesWithKind({ request, positionals }: RequestParts): Objects {
  const kinds = new Set<PrintedKind>()
  const names: string[] = []
  for (const word of positionals) {
    const { kind, name } = splitAtSlash(word) ?? {}
    if (kind !== undefined) kinds.add(parseKind(kind, request))
    if (name === undefined || name.text === '' || kinds.size > 1) {
      throw new PrintRequestError(request, word, 'KIND/NAME of the same kind')
    }
    names.push(name.text)
  }
  return { kinds: [...kinds], names }
}

function parseSelector({ request, flags }: RequestParts): LabelSelector | undefined {
  const word = flags.get('selector')?.value
  if (word === undefined) return undefined
  const selector = parseLabelSelector(word.text)
  if (selector === undefined) throw new PrintRequestError(request, word, 'a label selector')
  return selector
}

/** `.metadata.name`, with or without braces. */
function parseSortBy({ request, flags }: RequestParts): JsonPath | undefined {
  const word = flags.get('sort-by')?.value
  if (word === undefined) return undefined
  const path = parseJsonPath(word.text.replace(/^\{(.*)\}$/s, '$1'))
  if (path === undefined)
    throw new PrintRequestError(request, word, 'a path such as .metadata.name')
  return path
}

interface Contradiction {
  readonly flag: FlagName
  readonly isContradicted: (request: GetRequest) => boolean
  readonly expected: string
}

/** What kubectl refuses although each word is right. */
const CONTRADICTIONS: readonly Contradiction[] = [
  {
    flag: 'selector',
    isContradicted: ({ names }) => names.length > 0,
    expected: 'either names or a label selector',
  },
  {
    flag: 'all-namespaces',
    isContradicted: ({ names }) => names.length > 0,
    expected: 'either names or all namespaces',
  },
  {
    flag: 'watch',
    isContradicted: ({ kinds, names }) => kinds.length > 1 || names.length > 1,
    expected: 'one kind and at most one name to watch',
  },
  {
    flag: 'output-watch-events',
    isContradicted: ({ watch }) => !watch,
    expected: 'this flag only with --watch',
  },
  {
    flag: 'output',
    isContradicted: ({ watch, form }) => watch && form.type !== 'table',
    expected: 'a table to watch',
  },
]

function refuseContradictions(get: GetRequest, { request, flags }: RequestParts): void {
  for (const { flag, isContradicted, expected } of CONTRADICTIONS) {
    const word = flags.get(flag)?.word
    if (word !== undefined && isContradicted(get)) {
      throw new PrintRequestError(request, word, expected)
    }
  }
}
