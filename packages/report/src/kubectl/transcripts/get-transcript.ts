import type { Behaviours, JsonObject, WallTime } from '@seatrial/core'
import { type PrintedKind, namesOf, resourceName } from '../printed-kind.ts'
import { metadataOf } from '../printed-objects.ts'
import type { GetRequest } from '../request/print-request.ts'
import { TableWriter } from '../table-writer.ts'
import { selectObjects } from './object-filter.ts'
import type { ObjectsByKind, TranscriptPrinter } from './transcript-printer.ts'

/** `kubectl get` without `--watch`: asked for once, at the end. */
export class GetTranscript implements TranscriptPrinter {
  readonly kinds: readonly PrintedKind[]
  readonly #request: GetRequest
  readonly #behaviours: Behaviours

  constructor(request: GetRequest, behaviours: Behaviours) {
    this.kinds = request.kinds
    this.#request = request
    this.#behaviours = behaviours
  }

  start(): string {
    return ''
  }

  change(): string {
    return ''
  }

  end(objects: ObjectsByKind, now: WallTime): string {
    return printObjects(this.#request, { objects, now, behaviours: this.#behaviours })
  }
}

/** What there is when a request is answered. */
export interface PrintedState {
  readonly objects: ObjectsByKind
  readonly now: WallTime
  readonly behaviours: Behaviours
}

/**
 * What one `kubectl get` shows: a table a kind in the order asked for, a blank line between them,
 * and what kubectl says of names and kinds that it did not find.
 */
export function printObjects(request: GetRequest, state: PrintedState): string {
  const tables: string[] = []
  const errors: string[] = []
  for (const kind of request.kinds) {
    const selected = selectObjects(request, kind, state.objects[kind])
    tables.push(printTable(request, kind, selected, state))
    errors.push(...missingNames(request, kind, selected))
  }
  const text = tables.filter((table) => table !== '').join('\n') + errors.join('')
  return text === '' ? noResources(request, state.behaviours) : text
}

function printTable(
  request: GetRequest,
  kind: PrintedKind,
  objects: readonly JsonObject[],
  { now, behaviours }: PrintedState,
): string {
  const { wide, allNamespaces, showLabels, kinds } = request
  const options = { behaviours, wide, allNamespaces, showLabels, withKind: kinds.length > 1 }
  return new TableWriter(kind, options).list(objects, now)
}

function missingNames(
  { names }: GetRequest,
  kind: PrintedKind,
  found: readonly JsonObject[],
): string[] {
  const foundNames = new Set(found.map((object) => metadataOf(object).name))
  const missing = names.filter((name) => !foundNames.has(name))
  return missing.map((name) => notFound(kind, name))
}

/** What kubectl says when a named object is not there. */
export function notFound(kind: PrintedKind, name: string): string {
  return `Error from server (NotFound): ${resourceName(kind)} "${name}" not found\n`
}

function noResources(request: GetRequest, behaviours: Behaviours): string {
  const { kinds, namespace, allNamespaces } = request
  if (!behaviours.emptyNamespaceNamed) return 'No resources found.\n'
  const isNamed = !allNamespaces && kinds.every((kind) => namesOf(kind).namespaced)
  return isNamed ? `No resources found in ${namespace} namespace.\n` : 'No resources found\n'
}
