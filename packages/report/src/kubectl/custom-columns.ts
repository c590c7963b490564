import type { JsonObject } from '@seatrial/core'
import { textAt } from '@seatrial/scenarios'
import { ColumnLayout } from './column-layout.ts'
import type { CustomColumn } from './request/output-form.ts'

/** The table of `-o custom-columns`; of what an object does not have it says `<none>`. */
export function printCustomColumns(
  columns: readonly CustomColumn[],
  objects: readonly JsonObject[],
  noHeaders: boolean,
): string {
  const headers = noHeaders ? [] : [columns.map(({ header }) => header)]
  const rows = objects.map((object) => columns.map(({ path }) => textAt(object, path) ?? '<none>'))
  return new ColumnLayout('modern').layOut([...headers, ...rows])
}
