import type { JsonValue } from '@seatrial/core'
import type { Difference } from '../../compare-json.ts'
import type { ReplayedTrace } from '../replayed-trace.ts'
import type { TraceExpectation } from '../trace-case.ts'

/** Rule 6: what kubectl prints, column by column and cell by cell. */
export function compareTexts(
  { steps, kubectl }: TraceExpectation,
  trace: ReplayedTrace,
): readonly Difference[] {
  const differences: Difference[] = []
  for (const [index, { rc, out = '', outStable = true }] of steps.entries()) {
    if (rc === undefined) continue
    const got = trace.commands[index]
    if (got?.rc !== rc) {
      differences.push({ path: `command ${index} exit code`, expected: rc, got: got?.rc })
    }
    const [expected, ours] = [rowsOf(out), rowsOf(got?.out ?? '')].map((rows) =>
      outStable ? rows : rows.map(withPartsSorted),
    ) as [readonly string[], readonly string[]]
    differences.push(...compareRows(`command ${index}`, expected, ours, outStable ? 'rows' : 'set'))
  }
  for (const [index, { command, text, stable }] of kubectl.entries()) {
    if (stable === 'no') continue
    const [expected, ours] = [rowsOf(text), rowsOf(trace.texts[index] ?? '')]
    const how = stable === 'rows' && isOrdered(command) ? 'rows' : 'set'
    differences.push(...compareRows(`text ${index} (${command})`, expected, ours, how))
  }
  return differences
}

function compareRows(
  path: string,
  expected: readonly string[],
  got: readonly string[],
  how: 'rows' | 'set',
): readonly Difference[] {
  const [wanted, ours] = how === 'rows' ? [expected, got] : [expected.toSorted(), got.toSorted()]
  for (let row = 0; row < Math.max(wanted.length, ours.length); row++) {
    if (wanted[row] === ours[row]) continue
    const shown = (text: string | undefined): JsonValue | undefined => text
    return [{ path: `${path} row ${row}`, expected: shown(wanted[row]), got: shown(ours[row]) }]
  }
  return []
}

/**
 * The rows of tables are sorted by names of which some are random, and those of a watch about pods that
 * change at the same time come in any order (rule 4); what becomes of each object is compared by rule 2.
 */
function isOrdered(command: string): boolean {
  return !command.startsWith('kubectl get ')
}

/** A line with the parts of its lists sorted, whose order is that of a map or of a race. */
function withPartsSorted(line: string): string {
  return line
    .split(/[[\]:;] ?|, (?=error )/)
    .toSorted()
    .join(' ')
}

const ADDRESS = /\b\d+\.\d+\.\d+\.\d+\b/g
const UID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g
const AGE = /(?<=\s)(?:\d+[smhd]){1,2}(?=\s|$)/g
const SUFFIX = /\b([a-z]+)-[bcdfghjklmnpqrstvwxz2456789]{5}(?=["\s,;]|$)/g

/** The lines of a text without what differs from run to run: ages, addresses, random name parts, blanks. */
function rowsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(ADDRESS, '<address>')
        .replace(UID, '<uid>')
        .replace(AGE, '<age>')
        .replace(SUFFIX, '$1-*')
        .replace(/[a-z]+@[\w-]+#\d+/g, (alias) => `${alias.split('@')[0]!}-*`)
        .replace(/\s+/g, ' ')
        .trimEnd(),
    )
    .filter((line) => line !== '')
}
