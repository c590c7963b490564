import { readFileSync } from 'node:fs'

const DOCUMENT = new URL('../../../../../docs/statistics.md', import.meta.url)

/** The rows of the tables in the document, without the spaces that align their columns. */
const rows: ReadonlySet<string> = new Set(
  readFileSync(DOCUMENT, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.replace(/ +/g, ' ')),
)

/** What was measured and does not stand in docs/statistics.md: the row to write there. */
export function undocumentedRows(...cells: readonly (string | number)[]): readonly string[] {
  const row = `| ${cells.join(' | ')} |`
  return rows.has(row) ? [] : [row]
}

/** A share as the document prints it. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
