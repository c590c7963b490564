import { closeSync, openSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../../files/make-folder.ts'
import { writeAll } from '../../files/write-all.ts'
import { checkedLine, textOfCheckedLine } from './checked-line.ts'

const NUMBER_DIGITS = 4

/** The segments in a folder by their paths, the oldest first; none where there is no such folder. */
export function segmentsIn(folder: string): readonly string[] {
  return numbersIn(folder).map((number) => segmentPath(folder, number))
}

/**
 * The lines of a segment up to the first that is not whole: its writer was stopped there, and nothing
 * after it can be trusted.
 */
export function readSegment(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n')
  const texts: string[] = []
  // What follows the last line end is no line yet.
  for (const line of lines.slice(0, -1)) {
    const text = textOfCheckedLine(line)
    if (text === undefined) return texts
    texts.push(text)
  }
  return texts
}

/** A file of checked lines that grows at its end, written by one process from its first line on. */
export class SegmentWriter {
  readonly #descriptor: number

  /** Begins a segment that nobody else has. */
  constructor(folder: string) {
    makeFolder(folder)
    this.#descriptor = createSegment(folder)
  }

  /** Adds lines; once it returns, no end of this process can lose them. */
  append(texts: readonly string[]): void {
    writeAll(this.#descriptor, Buffer.from(texts.map(checkedLine).join('')))
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

function createSegment(folder: string): number {
  for (let number = (numbersIn(folder).at(-1) ?? 0) + 1; ; number++) {
    try {
      return openSync(segmentPath(folder, number), 'wx')
    } catch (error) {
      // When another process that runs the same was faster, the next number may be free.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function numbersIn(folder: string): readonly number[] {
  return namesIn(folder)
    .flatMap((name) => /^(\d+)\.log$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other)
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function segmentPath(folder: string, number: number): string {
  return path.join(folder, `${String(number).padStart(NUMBER_DIGITS, '0')}.log`)
}
