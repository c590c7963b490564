import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Suite, answerTo, suite } from '../../harness.ts'
import { runSeatrial } from './seatrial-process.ts'

const EXPERIMENT = 'scenarios/scale/thousand-pods.yaml'
const VARIANTS = 2
const REPLICATIONS = 100

const BY_ONE = '1,000 rollouts of 1,000 pods, one worker'
const BY_TWO = '1,000 rollouts of 1,000 pods, two workers'

/** What do replications of a rollout of 1,000 pods cost, and what do two workers gain? Scaled up from 200. */
export const replications: Suite = suite('large/replications', [
  { type: 'value', name: BY_ONE, unit: 's', measure: () => secondsWith(1) },
  { type: 'value', name: BY_TWO, unit: 's', target: { atMost: 10 }, measure: () => secondsWith(2) },
  {
    type: 'value',
    name: 'parallel efficiency of two workers',
    unit: '%',
    target: { atLeast: 90 },
    measure: (rows) => (100 * answerTo(rows, BY_ONE)) / (2 * answerTo(rows, BY_TWO)),
  },
])

/** The time of 1,000 rollouts, as long as each takes as much as these; starting the program counts once. */
function secondsWith(workers: number): number {
  const folder = mkdtempSync(path.join(tmpdir(), 'seatrial-replications-'))
  try {
    const size = ['--replications', String(REPLICATIONS), '--workers', String(workers)]
    const { seconds } = runSeatrial(['compare', EXPERIMENT, ...size, '-o', `${folder}/results`])
    return (seconds * 1_000) / (VARIANTS * REPLICATIONS)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
