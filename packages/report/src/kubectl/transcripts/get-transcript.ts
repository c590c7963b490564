import type { Behaviours, JsonObject, WallTime } from '@seatrial/core'
import { writeKubectlJson, writeKubectlYaml } from '@seatrial/scenarios'
import { printCustomColumns } from '../custom-columns.ts'
import { fillTemplate } from '../json-path-template.ts'
import { type PrintedKind, nameWithKind, namesOf, resourceName } from '../printed-kind.ts'
import { metadataOf } from '../printed-objects.ts'
import type { GetRequest } from '../request/print-request.ts'
import { TableWriter } from '../table-writer.ts'
import { FinalTranscript } from './final-transcript.ts'
import { selectObjects, sortedBy } from './object-filter.ts'
import type { ObjectsByKind } from './transcript-printer.ts'

/** `kubectl get` without `--watch`: asked for once, at the end. */
export class GetTranscript extends FinalTranscript {
  override readonly kinds: readonly PrintedKind[]
  readonly #request: GetRequest
  readonly #behaviours: Behaviours

  constructor(request: GetRequest, behaviours: Behaviours) {
    super()
    this.kinds = request.kinds
    this.#request = request
    this.#behaviours = behaviours
  }

  override end(objects: ObjectsByKind, now: WallTime): string {
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
 * What one `kubectl get` shows: a table a kind in the order asked for, a blank line between them, or
 * another form of output for all objects together, and what kubectl says of names and kinds that it did
 * not find.
 */
export function printObjects(request: GetRequest, state: PrintedState): string {
  const found = request.kinds.map((kind) => {
    const selected = selectObjects(request, kind, state.objects[kind])
    return { kind, objects: sortedBy(request.sortBy, selected) }
  })
  const errors = request.ignoreNotFound
    ? []
    : found.flatMap(({ kind, objects }) => missingNames(request, kind, objects))
  return printFound(request, found, state, errors) + errors.join('')
}

/** What was found of one kind. */
interface FoundObjects {
  readonly kind: PrintedKind
  readonly objects: readonly JsonObject[]
}

function printFound(
  request: GetRequest,
  found: readonly FoundObjects[],
  state: PrintedState,
  errors: readonly string[],
): string {
  const { form, names, noHeaders, ignoreNotFound } = request
  const all = found.flatMap(({ objects }) => objects)
  const isList = names.length !== 1 || found.length !== 1
  if (!isList && all.length === 0) return ''
  switch (form.type) {
    case 'name':
      return found
        .flatMap(({ kind, objects }) => objects.map((object) => nameLine(kind, object)))
        .join('')
    case 'json':
      return writeKubectlJson(isList ? listOf(all) : all[0]!)
    case 'yaml':
      return writeKubectlYaml(isList ? listOf(all) : all[0]!)
    case 'jsonpath':
      return fillTemplate(form.template, isList ? listOf(all) : all[0]!)
    case 'custom-columns':
      return printCustomColumns(form.columns, all, noHeaders)
    case 'table': {
      const tables = found.map(({ kind, objects }) => printTable(request, kind, objects, state))
      const text = tables.filter((table) => table !== '').join('\n')
      const isSilent = text !== '' || errors.length > 0 || ignoreNotFound
      return isSilent ? text : noResources(request, state.behaviours)
    }
  }
}

/** `statefulset.apps/web`. */
function nameLine(kind: PrintedKind, object: JsonObject): string {
  return `${nameWithKind(kind, namesOf(kind).group, metadataOf(object).name ?? '')}\n`
}

function listOf(items: readonly JsonObject[]): JsonObject {
  return { apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }
}

function printTable(
  request: GetRequest,
  kind: PrintedKind,
  objects: readonly JsonObject[],
  { now, behaviours }: PrintedState,
): string {
  const { form, kinds } = request
  const wide = form.type === 'table' && form.wide
  const options = { ...request, behaviours, wide, withKind: kinds.length > 1 }
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
