import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { compareRecordings, describeChange, isRegression } from './comparison.ts'
import { type Row, type Suite, countShort, runSuite } from './harness.ts'
import {
  type Recording,
  readRecording,
  readRecordings,
  recordingOf,
  writeRecording,
} from './recording.ts'
import { resultsPage, shortNumber } from './results-page.ts'
import { scalingPicture, scalingPoints, scalingTable } from './scaling-curve.ts'
import { namedOnly, suites } from './suites.ts'

const USAGE = `usage: npm run bench [-- SUITE…]            all suites, or those whose names begin so
       npm run bench -- --short [SUITE…]    the same work on a small scale: counts only
       npm run bench -- --compare A.json B.json
suites: ${suites.map(({ name }) => name).join(' ')}
only when named: ${namedOnly.map(({ name }) => name).join(' ')}`

const RESULTS = path.resolve('results/bench')

/** For young objects, about as much as the threads of a study have. */
const ROOM = '--max-semi-space-size=32'

process.exitCode = main(process.argv.slice(2))

function main(args: readonly string[]): number {
  const [first, ...rest] = args
  if (first === '--compare' && rest.length === 2) return compare(rest[0] ?? '', rest[1] ?? '')
  if (first === '--suite-into' && rest.length === 2) return answerInto(rest[0] ?? '', rest[1] ?? '')
  const isShort = first === '--short'
  const chosen = suitesNamed(isShort ? rest : args)
  if (chosen.length === 0) {
    console.error(USAGE)
    return 2
  }
  return isShort ? countAll(chosen) : record(chosen)
}

function suitesNamed(names: readonly string[]): readonly Suite[] {
  if (names.length === 0) return suites
  const all = [...suites, ...namedOnly]
  if (names.some((name) => !all.some((suite) => suite.name.startsWith(name)))) return []
  return all.filter((suite) => names.some((name) => suite.name.startsWith(name)))
}

/** Runs each suite in a process of its own, so that none finds what another left behind. */
function record(chosen: readonly Suite[]): number {
  const takenAt = new Date()
  const rows = chosen.flatMap(({ name }) => runInProcess(name))
  const file = writeRecording(RESULTS, recordingOf(rows, takenAt))
  console.log(`written: ${path.relative('.', file)} and what is made from all recordings`)
  present(readRecordings(RESULTS))
  return 0
}

/** Writes what people look at: the page, and the curve as a table and as a picture. */
function present(recordings: readonly Recording[]): void {
  writeFileSync(path.join(RESULTS, 'README.md'), resultsPage(recordings))
  const points = scalingPoints(recordings)
  if (points.length === 0) return
  writeFileSync(path.join(RESULTS, 'scaling.csv'), scalingTable(points))
  writeFileSync(path.join(RESULTS, 'scaling.svg'), scalingPicture(points))
}

function runInProcess(name: string): readonly Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'seatrial-bench-'))
  const file = path.join(folder, 'rows.json')
  try {
    const program = fileURLToPath(import.meta.url)
    const args = [ROOM, program, '--suite-into', name, file]
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
    if (status !== 0) throw new Error(`the suite ${name} failed`)
    return JSON.parse(readFileSync(file, 'utf8')) as readonly Row[]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function answerInto(name: string, file: string): number {
  const rows = suitesNamed([name]).flatMap((suite) => runSuite(suite, printRow))
  writeFileSync(file, JSON.stringify(rows))
  return 0
}

function printRow({ suite, question, median, best, worse, unit }: Row): void {
  const spread = `${shortNumber(best)}–${shortNumber(worse)}`
  console.log(`${suite}: ${question}: ${shortNumber(median)} ${unit} (${spread})`)
}

function countAll(chosen: readonly Suite[]): number {
  for (const { name, questions } of chosen) {
    for (const question of questions) {
      if (question.type !== 'time') continue
      console.log(`${name}: ${question.name}: ${JSON.stringify(countShort(question))}`)
    }
  }
  return 0
}

function compare(before: string, after: string): number {
  const missing = [before, after].filter((file) => !existsSync(file))
  if (missing.length > 0) {
    console.error(`there is no recording ${missing.join(' and ')}`)
    return 2
  }
  const changes = compareRecordings(readRecording(before), readRecording(after))
  for (const change of changes) console.log(describeChange(change))
  return changes.some(isRegression) ? 1 : 0
}
