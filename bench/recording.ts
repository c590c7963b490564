import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import type { Row } from './harness.ts'

/** One run of the benchmarks: where, when, on what, and the answers. */
export interface Recording {
  readonly schemaVersion: 1
  readonly takenAt: string
  /** The commit, with a plus behind it when the work tree differed from it. */
  readonly commit: string
  readonly node: string
  readonly machine: {
    readonly processor: string
    readonly cores: number
    readonly memoryGiB: number
    readonly platform: string
  }
  readonly rows: readonly Row[]
}

/** The rows with all that must be known to compare them with others. */
export function recordingOf(rows: readonly Row[], takenAt: Date): Recording {
  const processors = cpus()
  return {
    schemaVersion: 1,
    takenAt: takenAt.toISOString(),
    commit: presentCommit(),
    node: process.version,
    machine: {
      processor: processors[0]?.model ?? 'unknown',
      cores: processors.length,
      memoryGiB: Math.round(totalmem() / 1_073_741_824),
      platform: `${process.platform}-${process.arch}`,
    },
    rows,
  }
}

/** Writes a recording under its time and returns the file's path. */
export function writeRecording(folder: string, recording: Recording): string {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${recording.takenAt.replaceAll(/[:.]/g, '-')}.json`)
  writeFileSync(file, `${JSON.stringify(recording, undefined, 2)}\n`)
  return file
}

/** Reads one recording. */
export function readRecording(file: string): Recording {
  return JSON.parse(readFileSync(file, 'utf8')) as Recording
}

/** All recordings of a folder, the oldest first. */
export function readRecordings(folder: string): readonly Recording[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readRecording(path.join(folder, name)))
    .sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1))
}

/** For each suite the newest recording that answers it; the recordings come the oldest first. */
export function newestBySuite(recordings: readonly Recording[]): ReadonlyMap<string, Recording> {
  const newest = new Map<string, Recording>()
  for (const recording of recordings) {
    for (const { suite } of recording.rows) newest.set(suite, recording)
  }
  return newest
}

function presentCommit(): string {
  try {
    const commit = git('rev-parse', '--short=12', 'HEAD')
    return git('status', '--porcelain', '--untracked-files=no') === '' ? commit : `${commit}+`
  } catch {
    return 'unknown'
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}
