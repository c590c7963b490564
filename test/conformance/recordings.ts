import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { replayerOf } from './registry.ts'
import type { ConformanceCase, Replayer } from './replayer.ts'

const RECORDING = /\.jsonl(\.gz)?$/
const LINE_FEED = 10

/** A recording cannot be read, or holds a line that is no case. */
export class RecordingError extends Error {
  constructor(place: string, cause: unknown) {
    super(`${place}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'RecordingError'
  }
}

/** The recordings in a folder, by name; `undefined` when the folder does not exist. */
export function recordingsIn(folder: string): string[] | undefined {
  if (!existsSync(folder)) return undefined
  const names = readdirSync(folder).filter((name) => RECORDING.test(name))
  return names.sort().map((name) => join(folder, name))
}

/** The kind of a recording: its base name, without what follows the first dot. */
export function kindOf(file: string): string {
  return basename(file).split('.', 1)[0]!
}

/** The cases of a recording, one a line, in order. Throws `RecordingError`. */
export function* readCases(file: string): Generator<ConformanceCase> {
  const replayer = replayerOf(kindOf(file))
  let count = 0
  for (const line of linesOf(readRecording(file))) {
    count++
    yield parseCase(line, replayer, `${file}, case ${count}`)
  }
}

function parseCase(line: string, replayer: Replayer | undefined, place: string): ConformanceCase {
  try {
    return replayer?.parse?.(line) ?? (JSON.parse(line) as ConformanceCase)
  } catch (error) {
    throw new RecordingError(place, error)
  }
}

/** The lines of a recording that are not empty. The whole text may be longer than a string can be. */
export function* linesOf(recording: Buffer): Generator<string> {
  let start = 0
  while (start < recording.length) {
    const lineFeed = recording.indexOf(LINE_FEED, start)
    const end = lineFeed < 0 ? recording.length : lineFeed
    if (end > start) yield recording.toString('utf8', start, end)
    start = end + 1
  }
}

/** The bytes of a recording, unpacked. Throws `RecordingError`. */
export function readRecording(file: string): Buffer {
  try {
    const stored = readFileSync(file)
    return file.endsWith('.gz') ? gunzipSync(stored) : stored
  } catch (error) {
    throw new RecordingError(file, error)
  }
}
