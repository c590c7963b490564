import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { replayerOf } from './registry.ts'
import type { ConformanceCase } from './replayer.ts'

const RECORDING = /\.jsonl(\.gz)?$/
const LINE_FEED = 10

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

/** The cases of a recording, one a line, in order. The file is read at once, the lines one by one. */
export function readCases(file: string): Iterable<ConformanceCase> {
  const replayer = replayerOf(kindOf(file))
  const parse = (line: string) => replayer?.parse?.(line) ?? (JSON.parse(line) as ConformanceCase)
  return parseCases(linesOf(readRecording(file)), parse)
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

/** The bytes of a recording, unpacked. */
export function readRecording(file: string): Buffer {
  const stored = readFileSync(file)
  return file.endsWith('.gz') ? gunzipSync(stored) : stored
}

function* parseCases(
  lines: Iterable<string>,
  parse: (line: string) => ConformanceCase,
): Generator<ConformanceCase> {
  for (const line of lines) yield parse(line)
}
