import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Suite, suite } from '../../harness.ts'
import { type ProcessCost, runSeatrial } from './seatrial-process.ts'

/** What do a million pods take, from the start of one process to the files on disk? */
export const million: Suite = suite('large/million', [
  {
    type: 'value',
    name: 'scenarios/scale/million.yaml, from start to files',
    unit: 's',
    target: { atMost: 15 },
    measure: () => costOfMillion().seconds,
  },
  {
    type: 'value',
    name: 'scenarios/scale/million.yaml, peak resident memory',
    unit: 'MB',
    target: { atMost: 2_000 },
    measure: () => costOfMillion().peakBytes / 1e6,
  },
])

let measured: ProcessCost | undefined

/** Both questions are answered by one run. */
function costOfMillion(): ProcessCost {
  measured ??= runInto(mkdtempSync(path.join(tmpdir(), 'seatrial-million-')))
  return measured
}

function runInto(folder: string): ProcessCost {
  try {
    const results = path.join(folder, 'results')
    return runSeatrial(['run', 'scenarios/scale/million.yaml', '--interval', '10s', '-o', results])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
