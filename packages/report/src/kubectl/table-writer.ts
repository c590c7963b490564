import type { Behaviours, JsonObject, WallTime } from '@seatrial/core'
import { ColumnLayout } from './column-layout.ts'
import { type KindTable, kindTable } from './kind-table.ts'
import { type PrintedKind, nameWithKind, namesOf } from './printed-kind.ts'
import { metadataOf } from './printed-objects.ts'
import { NAME_COLUMN, formatLabels, orNone } from './table.ts'

/** What a row of a watch is about. */
export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED'

/** Which columns kubectl adds to those of the API server. */
export interface TableOptions {
  readonly behaviours: Behaviours
  /** `-o wide`. */
  readonly wide?: boolean
  /** `-A`: NAMESPACE, for kinds that live in one. */
  readonly allNamespaces?: boolean
  /** Names read `kind.group/name`, as they do when several kinds are asked for at once. */
  readonly withKind?: boolean
  /** `--show-labels`. */
  readonly showLabels?: boolean
  /** `-L`: the labels that have a column of their own. */
  readonly labelColumns?: readonly string[]
  /** `--no-headers`. */
  readonly noHeaders?: boolean
  /** `--output-watch-events`. */
  readonly watchEvents?: boolean
}

/**
 * Writes the table of one kind as one `kubectl get`, with or without `--watch`, does: the header
 * before the first row there is, widths as the release's kubectl keeps them.
 */
export class TableWriter {
  readonly #kind: PrintedKind
  readonly #options: TableOptions
  readonly #table: KindTable
  readonly #layout: ColumnLayout
  readonly #namespaceShown: boolean
  #headerWritten: boolean

  constructor(kind: PrintedKind, options: TableOptions) {
    const { wide = false, allNamespaces = false, behaviours } = options
    this.#kind = kind
    this.#options = options
    this.#table = kindTable(kind, { wide, behaviours })
    this.#layout = new ColumnLayout(behaviours.legacyTableLayout ? 'legacy' : 'modern')
    this.#headerWritten = options.noHeaders === true
    this.#namespaceShown = allNamespaces && namesOf(kind).namespaced
  }

  /** The rows of a list, in its order; '' for an empty one. In a watch each counts as ADDED. */
  list(objects: readonly JsonObject[], now: WallTime): string {
    return this.#write(objects.map((object) => this.#row(object, now, 'ADDED')))
  }

  /** The row of one watch event; of a deleted object the last state is shown. */
  event(type: WatchEventType, object: JsonObject, now: WallTime): string {
    return this.#write([this.#row(object, now, type)])
  }

  #write(rows: readonly (readonly string[])[]): string {
    if (rows.length === 0) return ''
    const withHeader = this.#headerWritten ? rows : [this.#header(), ...rows]
    this.#headerWritten = true
    return this.#layout.layOut(withHeader)
  }

  #header(): string[] {
    const columns = this.#table.columns.map((name) => name.toUpperCase())
    return this.#decorated(columns, {
      event: 'EVENT',
      namespace: 'NAMESPACE',
      ownLabels: this.#labelColumns.map((label) => label.split('/').at(-1)!.toUpperCase()),
      labels: 'LABELS',
    })
  }

  #row(object: JsonObject, now: WallTime, type: WatchEventType): string[] {
    const { namespace, labels } = metadataOf(object)
    const cells = this.#table.cells(object, now).map(String)
    if (this.#options.withKind === true) {
      const named = this.#table.columns.indexOf(NAME_COLUMN.name)
      const { group } = namesOf(this.#kind)
      if (named >= 0) cells[named] = nameWithKind(this.#kind, group, cells[named] ?? '')
    }
    return this.#decorated(cells, {
      event: EVENT_CELLS[type],
      namespace: namespace ?? '',
      ownLabels: this.#labelColumns.map((label) => orNone(labels?.[label])),
      labels: this.#options.showLabels === true ? formatLabels(labels) : '',
    })
  }

  #decorated(cells: readonly string[], added: AddedCells): string[] {
    const row = [...cells]
    if (this.#namespaceShown) row.unshift(added.namespace)
    if (this.#options.watchEvents === true) row.unshift(added.event)
    row.push(...added.ownLabels)
    if (this.#options.showLabels === true) row.push(added.labels)
    return row
  }

  get #labelColumns(): readonly string[] {
    return this.#options.labelColumns ?? []
  }
}

/** The cells that kubectl adds to a row, whether they are asked for or not. */
interface AddedCells {
  readonly event: string
  readonly namespace: string
  /** One for each label that has its own column. */
  readonly ownLabels: readonly string[]
  readonly labels: string
}

/** kubectl pads the types to one length, so that EVENT is as wide from the first row on. */
const EVENT_CELLS: Readonly<Record<WatchEventType, string>> = {
  ADDED: 'ADDED   ',
  MODIFIED: 'MODIFIED',
  DELETED: 'DELETED ',
}
