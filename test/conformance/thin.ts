/**
 * Makes the selection of recorded cases that is committed and replayed by `npm test`: of each
 * recording every n-th case, and besides the first case with each tag that would be missing.
 *
 * `node thin.js FOLDER`, with the whole recordings in FOLDER.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { linesOf, readRecording, recordingsIn } from './recordings.ts'
import type { ConformanceCase } from './replayer.ts'

const SELECTION_FOLDER = 'test/conformance/selection'

/** Cases for missing tags come on top, so that the whole stays below 2 MB. */
const SELECTION_BYTES = 1_900_000

const files = recordingsIn(process.argv[2] ?? '')
if (files === undefined) {
  console.error('usage: node thin.js FOLDER')
  process.exitCode = 2
} else {
  writeSelection(files)
}

/** A recording below the limit is kept whole, a larger one thinned; the limit is as high as fits. */
function writeSelection(recordings: readonly string[]): void {
  const limit = bytesPerRecording(recordings.map((file) => statSync(file).size))
  rmSync(SELECTION_FOLDER, { recursive: true, force: true })
  mkdirSync(SELECTION_FOLDER, { recursive: true })
  for (const file of recordings) {
    const step = Math.ceil(statSync(file).size / limit)
    const lines = thinned([...linesOf(readRecording(file))], step)
    const packed = gzipSync(`${lines.join('\n')}\n`, { level: 9 })
    writeFileSync(join(SELECTION_FOLDER, `${basename(file).split('.', 1)[0]}.jsonl.gz`), packed)
    console.log(`${basename(file)}: one in ${step}, ${lines.length} cases, ${packed.length} bytes`)
  }
}

/** The limit at which recordings cut down to it fill the selection. */
function bytesPerRecording(sizes: readonly number[]): number {
  let left = SELECTION_BYTES
  const ascending = sizes.toSorted((one, other) => one - other)
  for (const [index, size] of ascending.entries()) {
    const share = left / (ascending.length - index)
    if (size > share) return share
    left -= size
  }
  return Infinity
}

function thinned(lines: readonly string[], step: number): string[] {
  const seen = new Set<string>()
  const kept = new Set([...lines.keys()].filter((index) => index % step === 0))
  const tagsOf = (index: number) => (JSON.parse(lines[index]!) as ConformanceCase).tags
  for (const index of kept) for (const tag of tagsOf(index)) seen.add(tag)
  for (const index of lines.keys()) {
    const isNew = tagsOf(index).some((tag) => !seen.has(tag))
    if (!isNew) continue
    kept.add(index)
    for (const tag of tagsOf(index)) seen.add(tag)
  }
  return lines.filter((_line, index) => kept.has(index))
}
