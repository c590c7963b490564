import {
  type JsonObject,
  type KubernetesProfile,
  type WallTime,
  behaviours,
  milliseconds,
  parseTimestamp,
} from '@seatrial/core'
import { type PrintedKind, TableWriter, kindTable } from '@seatrial/report'
import { compareJson } from '../compare-json.ts'
import { type Replayer, expectedFields, judge } from '../replayer.ts'

/** The cells of the server's printers, and the text that `kubectl get` makes of them. */
export const kubectlPrintReplayer: Replayer = {
  kind: 'kubectl-print',
  replay(testCase, profile) {
    const given = testCase.given as unknown as Given
    const got = given.object === undefined ? printText(given, profile) : printCells(given, profile)
    return judge(compareJson(expectedFields(testCase, profile), got))
  },
}

/** One case: an object whose cells were recorded, or a list (and events) of which the text was. */
interface Given {
  readonly now: string
  readonly kind: PrintedKind
  readonly object?: JsonObject
  readonly list?: readonly JsonObject[]
  readonly events?: readonly { readonly afterMilliseconds: number; readonly object: JsonObject }[]
  readonly wide?: boolean
  readonly allNamespaces?: boolean
  readonly withKind?: boolean
  readonly showLabels?: boolean
}

/** A kind without wide columns was recorded with null for them. */
function printCells(given: Given, profile: KubernetesProfile): JsonObject {
  const now = parseTimestamp(given.now)!
  const normal = kindTable(given.kind, { wide: false, behaviours: behaviours(profile) })
  const wide = kindTable(given.kind, { wide: true, behaviours: behaviours(profile) })
  const wideColumns = wide.columns.slice(normal.columns.length)
  return {
    columns: normal.columns,
    cells: normal.cells(given.object!, now),
    wideColumns: wideColumns.length === 0 ? null : wideColumns,
    wideCells: wide.cells(given.object!, now).slice(normal.columns.length),
  }
}

/** The list, then one row for each event of the watch. */
function printText(given: Given, profile: KubernetesProfile): JsonObject {
  const { kind, list = [], events = [], ...options } = given
  const writer = new TableWriter(kind, { ...options, behaviours: behaviours(profile) })
  let now = parseTimestamp(given.now)!
  let text = writer.list(list, now)
  for (const { afterMilliseconds, object } of events) {
    now = (now + milliseconds(afterMilliseconds)) as WallTime
    text += writer.event('MODIFIED', object, now)
  }
  return { text }
}
