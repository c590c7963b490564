import {
  type Behaviours,
  type JsonObject,
  type JsonValue,
  type KubernetesProfile,
  type WallTime,
  behaviours,
  milliseconds,
  parseTimestamp,
} from '@seatrial/core'
import { type PrintedKind, TableWriter, kindTable } from '@seatrial/report'
import { compareJson } from '../compare-json.ts'
import { type Expectation, type Replayer, expectationFor, judge } from '../replayer.ts'

/** `kubectl-print`: cells of the server-side printers, and the text that `kubectl get` makes of them. */
export const kubectlPrint: Replayer = {
  kind: 'kubectl-print',

  replay(testCase, profile) {
    const expected = expectationFor(testCase, profile)!
    const given = testCase.given as unknown as Given
    const { columns } = expected
    const got = columns === undefined ? { text: text(given, profile) } : cells(given, profile)
    return judge(compareJson(withoutVersions(expected), got))
  },
}

/** One case; which of the optional fields are there depends on its tag. */
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

/** The cells of the server's printer; a kind without wide columns was recorded with null for them. */
function cells(given: Given, profile: KubernetesProfile): JsonObject {
  const object = given.object!
  const now = parseTimestamp(given.now)!
  const normal = kindTable(given.kind, { wide: false, behaviours: behaviours(profile) })
  const wide = kindTable(given.kind, { wide: true, behaviours: behaviours(profile) })
  const normalCount = normal.columns.length
  const wideColumns = wide.columns.slice(normalCount)
  return {
    columns: normal.columns,
    cells: normal.cells(object, now),
    wideColumns: wideColumns.length === 0 ? null : wideColumns,
    wideCells: wide.cells(object, now).slice(normalCount),
  }
}

/** The list, and then one row for each event of the watch. */
function text(given: Given, profile: KubernetesProfile): string {
  const { kind, list = [], events = [], ...options } = given
  const writer = new TableWriter(kind, { ...options, behaviours: behaviours(profile) })
  let now = parseTimestamp(given.now)!
  let text = writer.list(list, now)
  for (const { afterMilliseconds, object } of events) {
    now = (now + milliseconds(afterMilliseconds)) as WallTime
    text += writer.event('MODIFIED', object, now)
  }
  return text
}

function withoutVersions({ versions: _, ...rest }: Expectation): JsonValue {
  return rest
}
